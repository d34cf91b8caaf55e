import type { Phrase } from "../words/phrase.ts";
import { callReasonTexts } from "./texts.ts";

/** An earlier automatic call to a number, for any incident of the customer. */
export interface EarlierCall {
  incident: number;
  claimedAt: Date;
  /** When the request was sent; null: not yet, or the call was withdrawn first. */
  requestedAt: Date | null;
  /** It is waiting to be placed. */
  waits: boolean;
}

const longestWaitMinutes = 1_440;

/** No call counts that was placed, or began to wait, before then. */
export const noneCountsBefore = (skipMinutes: number, now: Date): Date =>
  new Date(now.getTime() - Math.max(skipMinutes, longestWaitMinutes) * 60_000);

/**
 * Why the skip interval keeps a person from being rung (R5.2.2c); null if it does not. The interval counts from the
 * last call placed. A call that waits to be placed counts as placed now, however long it has waited, up to a day.
 */
export function whySkipped(earlier: readonly EarlierCall[], skipMinutes: number, now: Date): Phrase | null {
  const since = (minutes: number): number => now.getTime() - minutes * 60_000;
  const counts = (call: EarlierCall): boolean =>
    placedAt(call) > since(call.waits ? longestWaitMinutes : skipMinutes);
  const last = earlier.filter(counts).sort((one, other) => placedAt(other) - placedAt(one))[0];
  return last === undefined
    ? null
    : callReasonTexts.skipInterval({ minutes: skipMinutes, incident: last.incident });
}

const placedAt = ({ claimedAt, requestedAt }: EarlierCall): number => (requestedAt ?? claimedAt).getTime();
