import { expect, it } from "vitest";
import { businessHoursWords, closedDaysWords } from "./businessHours.ts";

it.each([
  ["Mon-Fri 09:00-18:00", "月〜金 09:00〜18:00"],
  ["Mon-Fri 09:00-18:00, Sat 09:00-12:00", "月〜金 09:00〜18:00、土 09:00〜12:00"],
  ["mon,Wed 22:00 - 06:00", "月、水 22:00〜06:00"],
])("[R2.4] %s reads %s", (hours, words) => {
  expect(businessHoursWords(hours, "ja")).toBe(words);
});

it("[R2.4] stays as written in English, with dashes", () => {
  expect(businessHoursWords("Mon-Fri 09:00-18:00,Sat 09:00-12:00", "en")).toBe(
    "Mon–Fri 09:00–18:00, Sat 09:00–12:00",
  );
});

it("[R2.4] names closed days as people write them", () => {
  expect(closedDaysWords("2026-12-29/2027-01-03", "ja")).toBe("2026/12/29〜2027/01/03");
  expect(closedDaysWords("2026-06-01", "ja")).toBe("2026/06/01");
});
