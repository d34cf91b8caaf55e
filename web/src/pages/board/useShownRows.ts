import { useEffect, useMemo, useRef, useState } from "react";
import { byDue } from "../../../../domain/incidents/board/order.ts";
import type { BoardRow } from "../../api/types.ts";
import { matches } from "./filter.ts";
import { moves } from "./heldOrder.ts";
import type { BoardSearch } from "./search.ts";

export interface ShownRows {
  rows: readonly BoardRow[];
  /** How many rows a new order would add, remove or move; it waits until somebody asks for it. */
  waiting: number;
  sort: () => void;
}

/**
 * The rows that pass the filters, in the order they are due. While somebody works in the table nothing moves under
 * their hands: the rows' contents change at once, their order waits.
 */
export function useShownRows(
  all: ReadonlyMap<number, BoardRow>,
  search: BoardSearch,
  person: string | undefined,
  held: boolean,
): ShownRows {
  const wanted = useMemo(
    () => [...all.values()].filter((row) => matches(row, search, person)).sort(byDue),
    [all, search, person],
  );
  const [kept, setKept] = useState<{ search: BoardSearch; rows: readonly BoardRow[] } | null>(null);
  const shownBefore = useRef<readonly BoardRow[]>(wanted);
  // A held order belongs to its filters: other filters show other rows.
  const isHeld = held && kept !== null && kept.search === search;
  const rows = useMemo(
    () => (isHeld ? kept.rows.map((row) => all.get(row.number) ?? asClosed(row)) : wanted),
    [isHeld, kept, all, wanted],
  );
  const waiting = useMemo(
    () => (isHeld ? moves(rows.map(numberOf), wanted.map(numberOf)) : 0),
    [isHeld, rows, wanted],
  );
  useEffect(() => {
    shownBefore.current = rows;
  }, [rows]);
  useEffect(() => {
    setKept(held ? { search, rows: shownBefore.current } : null);
  }, [held, search]);
  return { rows, waiting, sort: () => setKept({ search, rows: wanted }) };
}

const numberOf = ({ number }: BoardRow): number => number;

/** Gone from the board; it stays in place until the new order is applied. */
const asClosed = (row: BoardRow): BoardRow =>
  row.state === "closed"
    ? row
    : { ...row, state: "closed", due: { at: null, what: "none" }, attention: null };
