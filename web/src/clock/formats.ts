const formats = new Map<string, Intl.DateTimeFormat>();

/** Formats are slow to make and quick to use: one is made for each language, form and zone. */
export function formatTime(at: Date, form: TimeForm, language: string, timezone?: string): string {
  const name = `${form} ${language} ${timezone ?? ""}`;
  let format = formats.get(name);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(language, { ...forms[form], timeZone: timezone, hourCycle: "h23" });
    formats.set(name, format);
  }
  return format.format(at);
}

const clockForm = { hour: "2-digit", minute: "2-digit" } as const;
const dayForm = { month: "numeric", day: "numeric" } as const;

const forms = {
  /** 03:27 */
  clock: clockForm,
  /** 03:27:15 */
  seconds: { ...clockForm, second: "2-digit" },
  /** 11/22 03:27 */
  day: { ...dayForm, ...clockForm },
  /** 11月22日(日) */
  date: { month: "long", day: "numeric", weekday: "short" },
  /** 2026/11/22 03:27:15 */
  full: { year: "numeric", ...dayForm, ...clockForm, second: "2-digit" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type TimeForm = keyof typeof forms;
