import holidayJapan from "@holiday-jp/holiday_jp";
import type { Language } from "../../words/language.ts";
import type { Calendar } from "../configuration.ts";
import { parseClosedDays } from "./closedDays.ts";
import { calendarTexts } from "./texts.ts";

const holidays = new Map(Object.entries<{ name: string; name_en: string }>(holidayJapan.holidays));

/** Why a customer is closed on a day (`YYYY-MM-DD`), in words; null if it is not. */
export function dayOff(
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
