import { nearlyDueMilliseconds } from "../../alerts/worthTelling.ts";
import type { BoardRow } from "../../api/types.ts";

export interface Counts {
  open: number;
  unacknowledged: number;
  triage: number;
  /** Due within 5 minutes. */
  near: number;
  breached: number;
}

export function countRows(rows: Iterable<BoardRow>, now: number): Counts {
  const counts: Counts = { open: 0, unacknowledged: 0, triage: 0, near: 0, breached: 0 };
  for (const { state, due } of rows) {
    counts.open += 1;
    if (state === "open" || state === "triage") counts.unacknowledged += 1;
    if (state === "triage") counts.triage += 1;
    if (due.at === null) continue;
    const leftMilliseconds = Date.parse(due.at) - now;
    if (leftMilliseconds < 0) counts.breached += 1;
    else if (leftMilliseconds <= nearlyDueMilliseconds) counts.near += 1;
  }
  return counts;
}
