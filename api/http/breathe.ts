import { setImmediate } from "node:timers/promises";

/** Other requests wait for a few of these at most. */
const longestMilliseconds = 5;

/** For long work in small steps: call it between two steps to let other requests have a turn. */
export function breather(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < longestMilliseconds) return;
    await setImmediate();
    began = performance.now();
  };
}
