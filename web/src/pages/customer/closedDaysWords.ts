import type { Language } from "../../../../domain/words/language.ts";

/** 「2026/12/29〜2027/1/3」 for `2026-12-29/2027-01-03`, or a single day. */
export function closedDaysWords(closed: string, language: Language): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" });
  const shown = closed.split("/").map((day) => format.format(new Date(`${day}T00:00:00Z`)));
  return shown.join(language === "ja" ? "〜" : " – ");
}
