import type { Language } from "../../../domain/words/language.ts";

/** Formats are slow to make and quick to use: one is made for each language, form and zone. */
export function formatTime(at: Date, form: TimeForm, language: string, timezone?: string): string {
  const name = `${form} ${language} ${timezone ?? ""}`;
  let format = formats.get(name);
  if (format === undefined) {
    const options = formsOf[isEnglish(language) ? "en" : "ja"][form];
    format = new Intl.DateTimeFormat(localeOf(language), {
      ...options,
      timeZone: timezone,
      hourCycle: "h23",
    });
    formats.set(name, format);
  }
  return format.format(at);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** 「2026/12/29〜2027/01/03」 for `2026-12-29/2027-01-03`, or a single day. */
export function formatDays(days: string, language: string): string {
  const format = new Intl.DateTimeFormat(localeOf(language), { dateStyle: "medium", timeZone: "UTC" });
  const shown = days.split("/").map((day) => format.format(new Date(`${day}T00:00:00Z`)));
  return shown.join(isEnglish(language) ? " – " : "〜");
}

/** English puts the day before the month. */
export const localeOf = (language: string): string => (isEnglish(language) ? "en-GB" : "ja-JP");

const isEnglish = (language: string): boolean => language === "en";

/** In English the month has its name: 11/22 and 22/11 are each read by somebody as the other. */
const formsOf = { ja: formsWith("numeric"), en: formsWith("short") } satisfies Record<Language, unknown>;

function formsWith(month: "numeric" | "short") {
  const clock = { hour: "2-digit", minute: "2-digit" } as const;
  const day = { month, day: "numeric" } as const;
  return {
    /** 03:27 */
    clock,
    /** 03:27:15 */
    seconds: { ...clock, second: "2-digit" },
    /** 11/22 03:27, 22 Nov, 03:27 */
    day: { ...day, ...clock },
    /** 11月22日(日), Sun 22 November */
    date: { month: "long", day: "numeric", weekday: "short" },
    /** 2026/11/22 03:27:15, 22 Nov 2026, 03:27:15 */
    full: { year: "numeric", ...day, ...clock, second: "2-digit" },
  } as const satisfies Record<string, Intl.DateTimeFormatOptions>;
}

export type TimeForm = keyof ReturnType<typeof formsWith>;
