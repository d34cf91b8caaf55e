import type { Database } from "../../db/connect.ts";
import { incidentsNumbered } from "../../db/incidents/board.ts";
import { changesCursor, changesSince, isChangesCursor } from "../../db/incidents/changes.ts";
import type { VisibleCustomers } from "../../db/incidents/incidents.ts";
import { presentBoard } from "../incidents/board/present.ts";
import type { BoardRow, ChangedIncidents } from "../incidents/board/schemas.ts";
import type { Audience } from "../incidents/present.ts";
import type { EventStream } from "./eventStream.ts";
import { type ChangeFeed, mostChanges } from "./feed.ts";

export interface Reading {
  visible: VisibleCustomers;
  audience: Audience;
  /** The last event received, or the board's cursor; undefined: from now on. */
  since: string | undefined;
}

interface Deps {
  db: Database;
  clock: () => Date;
  feed: ChangeFeed;
}

/**
 * Sends one reader every change since its cursor, and from then on. Returns how to leave. Changes that arrive
 * while the past is being read wait, so that nothing older follows something newer.
 */
export async function tellChanges(
  { db, clock, feed }: Deps,
  stream: EventStream,
  { visible, audience, since }: Reading,
): Promise<() => void> {
  const maySee = ({ customer }: BoardRow): boolean =>
    visible === null || (customer !== null && visible.includes(customer));
  const tell = (cursor: string, rows: readonly BoardRow[] | null): void => {
    const seen = rows?.filter(maySee);
    if (seen === undefined) stream.send("reset", {}, cursor);
    else if (seen.length > 0)
      stream.send("incidents", { incidents: seen } satisfies ChangedIncidents, cursor);
  };

  let waiting: [string, readonly BoardRow[] | null][] | null = [];
  const leave = await feed.join({
    audience,
    onChanges: (cursor, rows) => (waiting === null ? tell(cursor, rows) : waiting.push([cursor, rows])),
  });
  try {
    const past = await pastSince();
    tell(past.cursor, past.rows);
    for (const [cursor, rows] of waiting) tell(cursor, rows);
    waiting = null;
  } catch (error) {
    leave();
    throw error;
  }
  return leave;

  async function pastSince(): Promise<{ cursor: string; rows: readonly BoardRow[] | null }> {
    if (since === undefined) return { cursor: await changesCursor(db), rows: [] };
    if (!isChangesCursor(since)) return { cursor: await changesCursor(db), rows: null };
    const { cursor, known, incidents } = await changesSince(db, since, mostChanges + 1);
    if (!known || incidents.length > mostChanges) return { cursor, rows: null };
    const rows = await incidentsNumbered(db, incidents);
    return { cursor, rows: await presentBoard(db, rows, { now: clock(), ...audience }) };
  }
}
