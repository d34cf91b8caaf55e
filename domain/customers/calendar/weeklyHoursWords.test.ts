import { expect, it } from "vitest";
import { weeklyHoursWords } from "./weeklyHoursWords.ts";

it.each([
  ["Mon-Fri 09:00-18:00", "月〜金 09:00〜18:00", "Mon–Fri 09:00–18:00"],
  [
    "Mon-Fri 09:00-18:00,Sat 09:00-12:00",
    "月〜金 09:00〜18:00、土 09:00〜12:00",
    "Mon–Fri 09:00–18:00, Sat 09:00–12:00",
  ],
  ["mon,Wed 22:00 - 06:00", "月、水 22:00〜06:00", "Mon, Wed 22:00–06:00"],
])("[R2.4] %s reads %s, or %s", (hours, japanese, english) => {
  expect(weeklyHoursWords(hours)).toBe(japanese);
  expect(weeklyHoursWords(hours, "en")).toBe(english);
});
