/** How many wrong attempts are allowed before anybody has to wait. */
export interface BackOff {
  freeAttempts: number;
  /** After the first too many; it doubles with each one that follows. */
  firstWaitSeconds: number;
  longestWaitSeconds: number;
  /** After so long without another attempt the count starts again. */
  forgottenAfterSeconds: number;
}

/** By the name tried: guessing one person's password from many addresses. */
export const backOffByName: BackOff = {
  freeAttempts: 5,
  firstWaitSeconds: 30,
  longestWaitSeconds: 15 * 60,
  forgottenAfterSeconds: 24 * 3600,
};

/** By address: guessing many people's passwords from one. A whole office may stand behind it. */
export const backOffByAddress: BackOff = {
  freeAttempts: 30,
  firstWaitSeconds: 30,
  longestWaitSeconds: 15 * 60,
  forgottenAfterSeconds: 3600,
};

/** How long nobody may try after this many attempts that were not right. */
export function waitSeconds(backOff: BackOff, failures: number): number {
  const tooMany = failures - backOff.freeAttempts;
  if (tooMany < 0) return 0;
  return Math.min(backOff.firstWaitSeconds * 2 ** Math.min(tooMany, 20), backOff.longestWaitSeconds);
}
