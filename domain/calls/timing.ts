import { talkSeconds } from "./outcome.ts";

/** When to look up a call at the provider if no callback reports its end. */
export interface CallTiming {
  /** Looks after a request that got no answer, counted from that failure; the last look settles the call. */
  unknownLooksSeconds: readonly number[];
  /** By then it cannot be ringing any more. */
  firstLookSeconds: number;
  lookAgainSeconds: number;
  /** The longest it lasts, from the request on; the first look after that settles the call. */
  longestSeconds: number;
}

/** The provider's own delays between the request, the ring and the callbacks. */
const slackSeconds = 10;

/** The provider's list lags a little. A call still missing after this time was never placed. */
export const listLagSeconds = 25;

/** A request may take this long before we give it up, and it may create its call at the very end. */
const longestRequestSeconds = 20;

/** The same lag, counted from before the request. */
export const surelyListedSeconds = longestRequestSeconds + listLagSeconds;

/** A call that reads a message: settled at most 30 s after its longest length (contract). */
export const messageCallTiming = (ringSeconds: number): CallTiming => ({
  unknownLooksSeconds: [2, 5, 10, 18, listLagSeconds],
  firstLookSeconds: ringSeconds + slackSeconds,
  lookAgainSeconds: 15,
  longestSeconds: ringSeconds + talkSeconds + slackSeconds,
});

/**
 * People talk as long as they like, and nobody waits to be called next, so no request is settled before its end is
 * known.
 */
export const operatorCallTiming: CallTiming = {
  unknownLooksSeconds: [],
  firstLookSeconds: 60,
  lookAgainSeconds: 60,
  longestSeconds: 2 * 60 * 60,
};

/** How long to wait before requesting a call again that surely was not placed; null: give up on this person. */
export function requestAgainSeconds(refusals: number, retryAfterSeconds: number | null): number | null {
  const waits = [2, 5, 15];
  const wait = waits[refusals - 1];
  if (wait === undefined) return null;
  return Math.min(60, Math.max(wait, retryAfterSeconds ?? 0));
}
