import type { Phrase } from "../words/phrase.ts";
import { callReasonTexts } from "./texts.ts";

/** An earlier automatic call of a number, of any incident of the customer. */
export interface EarlierCall {
  incident: number;
  claimedAt: Date;
  /** When the request went out; null: not yet, or it was withdrawn before. */
  requestedAt: Date | null;
  /** It waits to be placed. */
  waits: boolean;
}

const longestWaitMinutes = 1_440;

/**
 * Why a person is not rung for the skip interval (R5.2.2c); null where it is over. It counts from the last call placed;
 * one that waits to be placed counts as placed now, however long it has waited for its turn, up to a day.
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
