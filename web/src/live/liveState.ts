import { useSyncExternalStore } from "react";

export interface LiveState {
  /** When the server was last heard (by this terminal's own clock); null: not yet. */
  heardAt: number | null;
  stale: boolean;
  /** This window is the connected one: it alone makes sounds. */
  leading: boolean;
}

let state: LiveState = { heardAt: null, stale: false, leading: false };
const readers = new Set<() => void>();

export function changeLiveState(change: Partial<LiveState>): void {
  state = { ...state, ...change };
  for (const reader of readers) reader();
}

export const liveState = (): LiveState => state;

/** Rerenders only when the picked part has changed. */
export const useLiveState = <Picked>(pick: (state: LiveState) => Picked): Picked =>
  useSyncExternalStore(
    (reader) => {
      readers.add(reader);
      return () => readers.delete(reader);
    },
    () => pick(state),
  );
