import { timeBand } from "../customers/calendar/timeBand.ts";
import type { Calendar } from "../customers/configuration.ts";

const minuteMilliseconds = 60_000;
const hourMilliseconds = 60 * minuteMilliseconds;
const stepMinutes = 15;
const firstAfterBusinessMinutes = 4 * 60;
const dayMilliseconds = 24 * hourMilliseconds;
/** A reminder must leave time to answer. */
const leastLeftMilliseconds = hourMilliseconds;

/**
 * When to remind a customer who has not answered, at most twice: first after four business hours of the customer, at
 * the latest a day after the proposal; then a day before it expires. Computed once, with the proposal, because
 * holidays change by law and workflows must not.
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
