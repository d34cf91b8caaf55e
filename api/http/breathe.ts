import { setImmediate } from "node:timers/promises";

/** Others wait no longer than a few of these. */
const longestMs = 5;

/** For long work in small steps: called between two of them, it lets others have their turn. */
export function breather(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < longestMs) return;
    await setImmediate();
    began = performance.now();
  };
}
