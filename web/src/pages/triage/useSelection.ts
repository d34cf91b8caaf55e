import { useState } from "react";
import type { QueueEntry } from "../../api/types.ts";

/**
 * Which entry of the queue is open. It is held by its number, since the queue moves; where it has left the queue, the
 * one now in its place takes over.
 */
export function useSelection(entries: readonly QueueEntry[]) {
  const [selected, setSelected] = useState<{ number: number; place: number } | null>(null);
  const found = entries.findIndex(({ number }) => number === selected?.number);
  const place = found >= 0 ? found : Math.min(selected?.place ?? 0, entries.length - 1);
  const current = entries[place] ?? null;

  const select = (to: number): void => {
    const entry = entries[Math.max(0, Math.min(to, entries.length - 1))];
    if (entry !== undefined) setSelected({ number: entry.number, place: entries.indexOf(entry) });
  };
  return {
    current,
    select,
    next: () => select(place + 1),
    previous: () => select(place - 1),
  };
}
