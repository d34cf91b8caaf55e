import { timeBand } from "../calendar/timeBand.ts";
import type { Calendar } from "../customer/configuration.ts";

const minuteMilliseconds = 60_000;
const hourMilliseconds = 60 * minuteMilliseconds;
const stepMinutes = 15;
const firstAfterBusinessMinutes = 4 * 60;
const dayMilliseconds = 24 * hourMilliseconds;
/** Whoever is reminded must have the time to answer. */
const leastLeftMilliseconds = hourMilliseconds;

/**
 * When whoever has not answered is reminded, at most twice: after four of the customer's business hours, but at the
 * latest a day after it was proposed; and a day before it expires. Worked out as it is proposed: holidays change by law,
 * and workflows must not.
 */
export function remindersOf(
  proposedAt: number,
  expiresAt: number,
  calendar: Calendar,
  timezone: string,
): number[] {
  const first = Math.min(afterBusinessHours(proposedAt, calendar, timezone), proposedAt + dayMilliseconds);
  const last = expiresAt - dayMilliseconds;
  const both = last - first >= dayMilliseconds ? [first, last] : [first];
  return both.filter((at) => expiresAt - at >= leastLeftMilliseconds);
}

function afterBusinessHours(from: number, calendar: Calendar, timezone: string): number {
  let at = from;
  for (let worked = 0; worked < firstAfterBusinessMinutes && at < from + dayMilliseconds; ) {
    if (timeBand(calendar, timezone, new Date(at)) === "businessHours") worked += stepMinutes;
    at += stepMinutes * minuteMilliseconds;
  }
  return at;
}
