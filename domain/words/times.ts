import { DateTime } from "luxon";

const inZone = (at: Date, timezone: string): DateTime => DateTime.fromJSDate(at, { zone: timezone });

/** `2026年11月22日 03:27:15`, the form in the mails of 仕様書 5-2-1. */
export const mailTime = (at: Date, timezone: string): string =>
  inZone(at, timezone).toFormat("yyyy年M月d日 HH:mm:ss");

/** `2026年11月22日（日）03:27`, for times agreed beforehand. */
export const agreedTime = (at: Date, timezone: string): string =>
  inZone(at, timezone).setLocale("ja").toFormat("yyyy年M月d日（ccc）HH:mm");

/** `2026-11-22 03:27:15`, the form in the chat line of R5.4. */
export const chatTime = (at: Date, timezone: string): string =>
  inZone(at, timezone).toFormat("yyyy-MM-dd HH:mm:ss");

/** `03:27`, for people who count minutes. */
export const clockTime = (at: Date, timezone: string): string => inZone(at, timezone).toFormat("HH:mm");

/** `3時27分`, or `11月22日 3時27分` if that is another day than `sameDayAs`. */
export function spokenTime(at: Date, timezone: string, sameDayAs: Date): string {
  const local = inZone(at, timezone);
  const today = local.hasSame(inZone(sameDayAs, timezone), "day");
  return local.toFormat(today ? "H時m分" : "M月d日 H時m分");
}
