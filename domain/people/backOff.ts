/** How many failed attempts are allowed before anyone has to wait. */
export interface BackOff {
  freeAttempts: number;
  /** The wait after the first attempt too many; it doubles with each further one. */
  firstWaitSeconds: number;
  longestWaitSeconds: number;
  /** After this long without another attempt, the count starts again. */
  forgottenAfterSeconds: number;
}

/** By name: stops guessing one person's password from many addresses. */
export const backOffByName: BackOff = {
  freeAttempts: 5,
  firstWaitSeconds: 30,
  longestWaitSeconds: 15 * 60,
  forgottenAfterSeconds: 24 * 3600,
};

/** By address: stops guessing many people's passwords from one address. A whole office may share it. */
export const backOffByAddress: BackOff = {
  freeAttempts: 30,
  firstWaitSeconds: 30,
  longestWaitSeconds: 15 * 60,
  forgottenAfterSeconds: 3600,
};

/** How long nobody may try again after this many failed attempts. */
export function waitSeconds(backOff: BackOff, failures: number): number {
  const tooMany = failures - backOff.freeAttempts;
  if (tooMany < 0) return 0;
  return Math.min(backOff.firstWaitSeconds * 2 ** Math.min(tooMany, 20), backOff.longestWaitSeconds);
}
