const firstDelayMilliseconds = 500;
const longestDelayMilliseconds = 5_000;
/** A part that ran this long was healthy: its next fault begins a new series. */
const healthyAfterMilliseconds = 30_000;

export interface Backoff {
  /** The delay before the next start of a part that has just ended after `ranMilliseconds`. */
  nextDelayMilliseconds(ranMilliseconds: number): number;
}

/** At once, then 0.5 s, 1 s, 2 s, 4 s, 5 s: a part that can run is up again within 10 s of any fault. */
export function backoff(): Backoff {
  let faults = 0;
  return {
    nextDelayMilliseconds(ranMilliseconds) {
      if (ranMilliseconds >= healthyAfterMilliseconds) faults = 0;
      const delayMilliseconds =
        faults === 0 ? 0 : Math.min(firstDelayMilliseconds * 2 ** (faults - 1), longestDelayMilliseconds);
      faults += 1;
      return delayMilliseconds;
    },
  };
}
