const japaneseDays: Readonly<Record<string, string>> = {
  mon: "月",
  tue: "火",
  wed: "水",
  thu: "木",
  fri: "金",
  sat: "土",
  sun: "日",
};

/** 「月〜金 09:00〜18:00、土 09:00〜12:00」 for `Mon-Fri 09:00-18:00, Sat 09:00-12:00`. */
export function weeklyHoursWords(hours: string): string {
  const parts = hours.split(",").map((part) => part.trim());
  const named = parts.map((part) =>
    part.replace(/[a-z]{3}/gi, (day) => japaneseDays[day.toLowerCase()] ?? day),
  );
  return named.join("、").replaceAll(/\s*-\s*/g, "〜");
}
