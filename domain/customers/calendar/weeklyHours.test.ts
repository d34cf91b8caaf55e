import { expect, it } from "vitest";
import { parseWeeklyHours } from "./weeklyHours.ts";

const days = (text: string) => parseWeeklyHours(text)?.map(({ weekday }) => weekday);

it("[R5.3.2] reads days, ranges of days and several parts", () => {
  expect(parseWeeklyHours("Mon-Tue 09:00-18:00, Sat 9:00-12:00")).toEqual([
    { weekday: 1, startMinute: 540, endMinute: 1080 },
    { weekday: 2, startMinute: 540, endMinute: 1080 },
    { weekday: 6, startMinute: 540, endMinute: 720 },
  ]);
  expect(days("Fri-Mon 00:00-24:00")).toEqual([5, 6, 7, 1]);
  expect(days("Sun-Sat 00:00-24:00")).toEqual([7, 1, 2, 3, 4, 5, 6]);
});

it("[R5.3.2] gives days without hours those of the next part", () => {
  expect(parseWeeklyHours("Mon,Wed 22:00-06:00")).toEqual([
    { weekday: 1, startMinute: 1320, endMinute: 1800 },
    { weekday: 3, startMinute: 1320, endMinute: 1800 },
  ]);
});

it.each([
  [""],
  ["Mon"],
  ["Mon-Fri"],
  ["09:00-18:00"],
  ["Mon-Fry 09:00-18:00"],
  ["Mon-Fri 9-18"],
  ["Mon-Fri 09:00-25:00"],
  ["Mon-Fri 09:60-18:00"],
  ["Mon-Fri 24:00-06:00"],
  ["Mon-Fri 24:01-06:00"],
  ["Mon-Fri 09:00-24:30"],
  ["Mon-Fri 09:00-09:00"],
  ["Mon-Fri 09:00-18:00,"],
  ["Mon-Fri 09:00-18:00 Sat 09:00-12:00"],
  ["月-金 09:00-18:00"],
])("does not read %j", (text) => {
  expect(parseWeeklyHours(text)).toBeNull();
});
