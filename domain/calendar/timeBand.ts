import holidayJapan from "@holiday-jp/holiday_jp";
import { DateTime } from "luxon";
import type { Calendar, TimeBand } from "../customer/configuration.ts";
import { parseClosedDays } from "./closedDays.ts";
import { parseWeeklyHours } from "./weeklyHours.ts";

/**
 * 営業時間内 or 外 at an instant, by the customer's own clock and calendar (R5.3.2). Hours over midnight belong to
 * the day on which they begin: Friday's night shift lasts until Saturday morning even if Saturday is a holiday.
 * Holidays change by law, so workflows are told the answer and never work it out.
 */
export function timeBand(calendar: Calendar, timezone: string, at: Date): TimeBand {
  const local = DateTime.fromJSDate(at, { zone: timezone });
  const minute = local.hour * 60 + local.minute;
  const yesterday = local.minus({ days: 1 });
  const open = isOpen(calendar, local, minute) || isOpen(calendar, yesterday, minute + 24 * 60);
  return open ? "businessHours" : "afterHours";
}

function isOpen(calendar: Calendar, day: DateTime, minute: number): boolean {
  const spans = parseWeeklyHours(calendar.businessHours) ?? [];
  const inside = spans.some(
    ({ weekday, startMinute, endMinute }) =>
      weekday === day.weekday && startMinute <= minute && minute < endMinute,
  );
  return inside && !isClosed(calendar, day.toFormat("yyyy-MM-dd"));
}

function isClosed(calendar: Calendar, date: string): boolean {
  if (calendar.holidays === "japan" && Object.hasOwn(holidayJapan.holidays, date)) return true;
  return calendar.closed.some((text) => {
    const closed = parseClosedDays(text);
    return closed !== null && closed.from <= date && date <= closed.until;
  });
}
