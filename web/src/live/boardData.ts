import { type QueryClient, queryOptions, skipToken } from "@tanstack/react-query";
import { get } from "../api/client.ts";
import type { Board, BoardRow } from "../api/types.ts";
import { clock } from "../clock/clock.ts";

/** Open incidents by number, as the server last told of them. */
export interface BoardData {
  rows: ReadonlyMap<number, BoardRow>;
}

const queryKey = ["board"] as const;

/** Requested before the login is known; the first reader of the board takes it. */
let ahead: Promise<Board> | null = null;
/** Shown before the live connection told of it, which need not show it again. */
let shownAhead: Board | null = null;

/** Shows the board as soon as it is there. Before the login it fails, and the next reader asks again. */
export async function showBoardAhead(queries: QueryClient): Promise<void> {
  const asked = get<Board>("/api/board");
  ahead = asked;
  try {
    const board = await asked;
    showBoard(queries, board);
    shownAhead = board;
  } catch {
    if (ahead === asked) ahead = null;
  }
}

export function readBoard(signal: AbortSignal): Promise<Board> {
  const board = ahead ?? get<Board>("/api/board", { signal });
  ahead = null;
  return board;
}

/** Written by the live connection alone: reading it never asks the server. */
export const boardQuery = queryOptions<BoardData>({
  queryKey,
  queryFn: skipToken,
  staleTime: Number.POSITIVE_INFINITY,
  structuralSharing: false,
});

export function showBoard(queries: QueryClient, board: Board): void {
  const isShown = board === shownAhead;
  shownAhead = null;
  if (isShown) return;
  clock.set(board.at);
  queries.setQueryData<BoardData>(queryKey, {
    rows: new Map(board.incidents.map((row) => [row.number, row])),
  });
}

/** Takes in changed rows; closed ones leave. Before the first board there is nothing to change. */
export function changeRows(queries: QueryClient, changed: readonly BoardRow[]): void {
  queries.setQueryData<BoardData>(queryKey, (data) => data && { rows: withChanges(data.rows, changed) });
}

export const rowOf = (queries: QueryClient, number: number): BoardRow | undefined =>
  queries.getQueryData<BoardData>(queryKey)?.rows.get(number);

function withChanges(
  rows: ReadonlyMap<number, BoardRow>,
  changed: readonly BoardRow[],
): ReadonlyMap<number, BoardRow> {
  const after = new Map(rows);
  for (const row of changed) {
    if (row.state === "closed") after.delete(row.number);
    else after.set(row.number, row);
  }
  return after;
}
