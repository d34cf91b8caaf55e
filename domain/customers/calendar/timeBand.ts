import holidayJapan from "@holiday-jp/holiday_jp";
import { DateTime } from "luxon";
import type { Language } from "../../words/language.ts";
import type { Calendar, TimeBand } from "../configuration.ts";
import { parseClosedDays } from "./closedDays.ts";
import { calendarTexts, calendarTexts as texts } from "./texts.ts";
import { parseWeeklyHours } from "./weeklyHours.ts";
import { weeklyHoursWords } from "./weeklyHoursWords.ts";

/**
 * 営業時間内 or 外 at an instant, by the customer's own clock and calendar (R5.3.2). Hours over midnight belong to the day
 * they begin on: Friday's night shift lasts until Saturday morning even if Saturday is a holiday. Holidays change by
 * law, so workflows receive the answer and never compute it.
 */
export function timeBand(calendar: Calendar, timezone: string, at: Date): TimeBand {
  const local = DateTime.fromJSDate(at, { zone: timezone });
  const open = daysThatMayCover(local).some(
    ({ day, minute }) =>
      isInHours(calendar, day, minute) && dayOff(calendar, day.toFormat("yyyy-MM-dd")) === null,
  );
  return open ? "businessHours" : "afterHours";
}

/** Explains the time band in words: the business hours, or the day off that overrides them. */
export function explainTimeBand(
  calendar: Calendar,
  timezone: string,
  at: Date,
  language: Language = "ja",
): string {
  const local = DateTime.fromJSDate(at, { zone: timezone });
  const when = local.setLocale(language).toFormat(momentFormat[language]);
  const hours = texts.hours({ hours: weeklyHoursWords(calendar.businessHours, language) }, language);
  if (timeBand(calendar, timezone, at) === "businessHours")
    return texts.inHours({ when, why: hours }, language);
  const why = daysThatMayCover(local)
    .filter(({ day, minute }) => isInHours(calendar, day, minute))
    .map(({ day }) => dayOff(calendar, day.toFormat("yyyy-MM-dd"), language));
  return texts.afterHours({ when, why: why[0] ?? hours }, language);
}

const momentFormat: Record<Language, string> = {
  ja: "yyyy年M月d日（ccc）HH:mm",
  en: "ccc d MMM yyyy HH:mm",
};

/** Whether the customer has business hours that begin on this day. */
export const isBusinessDay = (calendar: Calendar, day: DateTime): boolean =>
  (parseWeeklyHours(calendar.businessHours) ?? []).some(({ weekday }) => weekday === day.weekday) &&
  dayOff(calendar, day.toFormat("yyyy-MM-dd")) === null;

/** Today, and yesterday because its hours may run into today. */
function daysThatMayCover(local: DateTime): { day: DateTime; minute: number }[] {
  const minute = local.hour * 60 + local.minute;
  return [
    { day: local, minute },
    { day: local.minus({ days: 1 }), minute: minute + 24 * 60 },
  ];
}

const isInHours = (calendar: Calendar, day: DateTime, minute: number): boolean =>
  (parseWeeklyHours(calendar.businessHours) ?? []).some(
    ({ weekday, startMinute, endMinute }) =>
      weekday === day.weekday && startMinute <= minute && minute < endMinute,
  );

const holidays = new Map(Object.entries<{ name: string; name_en: string }>(holidayJapan.holidays));

/** Why a customer is closed on a day (`YYYY-MM-DD`), in words; null if it is not. */
function dayOff(
  calendar: Pick<Calendar, "holidays" | "closed">,
  date: string,
  language: Language = "ja",
): string | null {
  const holiday = calendar.holidays === "japan" ? holidays.get(date) : undefined;
  if (holiday !== undefined) {
    const name = language === "en" ? holiday.name_en : holiday.name;
    return calendarTexts.holiday({ name }, language);
  }
  const closed = calendar.closed.some((text) => {
    const days = parseClosedDays(text);
    return days !== null && days.from <= date && date <= days.until;
  });
  return closed ? calendarTexts.closedDay(language) : null;
}
