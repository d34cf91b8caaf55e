import type { Language } from "../../words/language.ts";
import { listed } from "../../words/lists.ts";
import { calendarTexts, weekdayTexts } from "./texts.ts";

/** Writes `Mon-Fri 09:00-18:00, Sat 09:00-12:00` as 「月〜金 09:00〜18:00、土 09:00〜12:00」. */
export function weeklyHoursWords(hours: string, language: Language = "ja"): string {
  const parts = hours.split(",").map((part) => part.trim());
  const named = parts.map((part) => part.replace(/[a-z]{3}/gi, (day) => weekdayWord(day, language)));
  return listed(named, language).replaceAll(/\s*-\s*/g, calendarTexts.until(language));
}

function weekdayWord(day: string, language: Language): string {
  const key = day.toLowerCase();
  return Object.hasOwn(weekdayTexts, key) ? weekdayTexts[key as keyof typeof weekdayTexts](language) : day;
}
