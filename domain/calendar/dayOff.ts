import holidayJapan from "@holiday-jp/holiday_jp";
import type { Calendar } from "../customer/configuration.ts";
import { parseClosedDays } from "./closedDays.ts";

const holidays = new Map(Object.entries<{ name: string }>(holidayJapan.holidays));

/** Why a customer is closed on a day (`YYYY-MM-DD`), in words; null where it is not. */
export function dayOff(calendar: Pick<Calendar, "holidays" | "closed">, date: string): string | null {
  const holiday = calendar.holidays === "japan" ? holidays.get(date) : undefined;
  if (holiday !== undefined) return `祝日（${holiday.name}）`;
  const closed = calendar.closed.some((text) => {
    const days = parseClosedDays(text);
    return days !== null && days.from <= date && date <= days.until;
  });
  return closed ? "お客様の休業日" : null;
}
