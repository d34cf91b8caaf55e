import { talkSeconds } from "./outcome.ts";

/** The provider's own delays between the request, the ring and the callbacks. */
const slackSeconds = 10;

/** When a call that said nothing is first looked up: it cannot be ringing any more. */
export const firstLookSeconds = (ringSeconds: number): number => ringSeconds + slackSeconds;

/** A call lasts no longer than this from the request on; it is settled at most 30 s later (contract). */
export const longestCallSeconds = (ringSeconds: number): number => ringSeconds + talkSeconds + slackSeconds;

/** How often a call that should have ended is looked up again. */
export const lookAgainSeconds = 15;

/**
 * When a request without an answer is looked up, counted from the request: the provider's list lags a little. After
 * the last look the call is taken as never placed, or, where the provider says nothing at all, as rung.
 */
export const unknownLooksSeconds: readonly number[] = [2, 5, 10, 18, 25];

/** How long to wait before a call that surely was not placed is requested again; null: give this person up. */
export function requestAgainSeconds(refusals: number, retryAfterSeconds: number | null): number | null {
  const waits = [2, 5, 15];
  const wait = waits[refusals - 1];
  if (wait === undefined) return null;
  return Math.min(60, Math.max(wait, retryAfterSeconds ?? 0));
}
