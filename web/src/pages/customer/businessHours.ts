import { weeklyHoursWords } from "../../../../domain/calendar/weeklyHoursWords.ts";

type Language = "ja" | "en";

/** 「月〜金 09:00〜18:00、土 09:00〜12:00」 for `Mon-Fri 09:00-18:00, Sat 09:00-12:00`. */
export function businessHoursWords(hours: string, language: Language): string {
  if (language === "ja") return weeklyHoursWords(hours);
  const parts = hours.split(",").map((part) => part.trim());
  return parts.join(", ").replaceAll("-", "–");
}

/** 「2026/12/29〜2027/1/3」 for `2026-12-29/2027-01-03`, or a single day. */
export function closedDaysWords(closed: string, language: Language): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" });
  const shown = closed.split("/").map((day) => format.format(new Date(`${day}T00:00:00Z`)));
  return shown.join(language === "ja" ? "〜" : " – ");
}
