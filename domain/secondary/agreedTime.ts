import type { SecondaryRecord } from "./record.ts";

/** How far ahead a time may be agreed. */
export const longestAheadDays = 90;

/**
 * If it is later than this after the agreed time (after an outage of ours), it does not begin automatically: people
 * look first.
 */
const latestBeginMilliseconds = 15 * 60_000;

type Agreed = Pick<SecondaryRecord, "scheduledAt">;

/** The agreed time has not come yet. */
export const isBeforeItsTime = ({ scheduledAt }: Agreed, now: number): boolean =>
  scheduledAt !== null && now < scheduledAt;

/** It is too late to begin automatically. */
export const isTooLate = ({ scheduledAt }: Agreed, now: number): boolean =>
  scheduledAt !== null && now > scheduledAt + latestBeginMilliseconds;

export const isTooFarAhead = (at: number, now: number): boolean =>
  at > now + longestAheadDays * 24 * 3_600_000;
