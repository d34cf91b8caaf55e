const firstDelayMs = 500;
const longestDelayMs = 5_000;
/** A part that ran this long was well: its next fault begins a new series. */
const healthyAfterMs = 30_000;

export interface Backoff {
  /** How long to wait before the next start of a part that has just ended after running for `ranMs`. */
  nextDelayMs(ranMs: number): number;
}

/** At once, then 0.5 s, 1 s, 2 s, 4 s, 5 s: a part that can run is up again within 10 s of any fault. */
export function backoff(): Backoff {
  let faults = 0;
  return {
    nextDelayMs(ranMs) {
      if (ranMs >= healthyAfterMs) faults = 0;
      const delayMs = faults === 0 ? 0 : Math.min(firstDelayMs * 2 ** (faults - 1), longestDelayMs);
      faults += 1;
      return delayMs;
    },
  };
}
