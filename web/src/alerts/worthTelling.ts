import type { BoardRow } from "../api/types.ts";

/** The first response is due so soon that somebody should be told. */
export const nearlyDueMilliseconds = 5 * 60_000;

export interface WorthTelling {
  why: "new" | "nearlyDue";
  row: BoardRow;
}

/** Remembers which incidents this terminal has announced: each is announced once, and again when it is nearly due. */
export class Telling {
  readonly #known = new Set<number>();
  readonly #near = new Set<number>();

  /** Rows that are on the board when it opens are not new. */
  remember(rows: readonly BoardRow[]): void {
    for (const { number } of rows) this.#known.add(number);
  }

  fresh(rows: readonly BoardRow[]): WorthTelling[] {
    const fresh = rows.filter(({ number, state }) => state !== "closed" && !this.#known.has(number));
    this.remember(fresh);
    return fresh.map((row) => ({ why: "new", row }));
  }

  nearlyDue(rows: Iterable<BoardRow>, now: number): WorthTelling[] {
    const near = [...rows].filter(
      ({ number, due }) =>
        due.at !== null &&
        Date.parse(due.at) - now <= nearlyDueMilliseconds &&
        Date.parse(due.at) > now &&
        !this.#near.has(number),
    );
    for (const { number } of near) this.#near.add(number);
    return near.map((row) => ({ why: "nearlyDue", row }));
  }
}
