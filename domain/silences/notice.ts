import { DateTime } from "luxon";
import { isBusinessDay } from "../customers/calendar/timeBand.ts";
import type { Calendar } from "../customers/configuration.ts";

/** A calendar without a business day in a year has none. */
const mostDays = 366;

/**
 * From when on a silence asked for now holds without an operator's yes (R5.10b): the same time on the next business
 * day of the customer. What is asked for on a day off counts as asked when the next business day begins.
 */
export function holdsUnaskedFrom(calendar: Calendar, timezone: string, askedAt: Date): Date | null {
  const asked = DateTime.fromJSDate(askedAt, { zone: timezone });
  const counted = isBusinessDay(calendar, asked) ? asked : nextBusinessDay(calendar, asked)?.startOf("day");
  const next = counted === undefined ? undefined : nextBusinessDay(calendar, counted);
  return next?.toJSDate() ?? null;
}

function nextBusinessDay(calendar: Calendar, after: DateTime): DateTime | undefined {
  for (let days = 1; days <= mostDays; days++) {
    const day = after.plus({ days });
    if (isBusinessDay(calendar, day)) return day;
  }
  return undefined;
}
