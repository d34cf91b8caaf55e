import { talkSeconds } from "./outcome.ts";

/** When a call whose end nobody tells us is looked up at the provider. */
export interface CallTiming {
  /** Where its request got no answer, counted from that; with the last look it is settled. */
  unknownLooksSeconds: readonly number[];
  /** It cannot be ringing any more. */
  firstLookSeconds: number;
  lookAgainSeconds: number;
  /** It lasts no longer than this from the request on; the look after that settles it. */
  longestSeconds: number;
}

/** The provider's own delays between the request, the ring and the callbacks. */
const slackSeconds = 10;

/** The provider's list lags a little: a call that it does not show after so long was never placed. */
export const listLagSeconds = 25;

/** A request may take this long before we give it up, and create its call at the very end. */
const longestRequestSeconds = 20;

/** The same, counted from before the request. */
export const surelyListedSeconds = longestRequestSeconds + listLagSeconds;

/** A call that reads a message: settled at most 30 s after its longest length (contract). */
export const messageCallTiming = (ringSeconds: number): CallTiming => ({
  unknownLooksSeconds: [2, 5, 10, 18, listLagSeconds],
  firstLookSeconds: ringSeconds + slackSeconds,
  lookAgainSeconds: 15,
  longestSeconds: ringSeconds + talkSeconds + slackSeconds,
});

/** People talk as long as they like, and nobody waits to be called next: no request is settled before it is known. */
export const operatorCallTiming: CallTiming = {
  unknownLooksSeconds: [],
  firstLookSeconds: 60,
  lookAgainSeconds: 60,
  longestSeconds: 2 * 60 * 60,
};

/** How long to wait before a call that surely was not placed is requested again; null: give this person up. */
export function requestAgainSeconds(refusals: number, retryAfterSeconds: number | null): number | null {
  const waits = [2, 5, 15];
  const wait = waits[refusals - 1];
  if (wait === undefined) return null;
  return Math.min(60, Math.max(wait, retryAfterSeconds ?? 0));
}
