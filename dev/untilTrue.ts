import { setTimeout as sleep } from "node:timers/promises";
import { DomainError } from "../domain/errors.ts";

export interface Patience {
  withinMilliseconds: number;
  everyMilliseconds?: number;
  signal?: AbortSignal;
  /** What to say if it never became true. */
  otherwise: string;
}

/** Polls until the answer is yes; a question that fails counts as a no. */
export async function untilTrue(ask: () => Promise<boolean>, patience: Patience): Promise<void> {
  const deadline = Date.now() + patience.withinMilliseconds;
  while (!(await ask().catch(() => false))) {
    patience.signal?.throwIfAborted();
    if (Date.now() > deadline) {
      throw new DomainError(
        "timed_out",
        `${patience.otherwise} (waited ${patience.withinMilliseconds / 1000} s)`,
      );
    }
    await sleep(patience.everyMilliseconds ?? 100, undefined, { signal: patience.signal });
  }
}
