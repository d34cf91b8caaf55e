import { expect, it } from "vitest";
import type { Calendar } from "../configuration.ts";
import { parseClosedDays } from "./closedDays.ts";
import { timeBand } from "./timeBand.ts";

const office: Calendar = {
  businessHours: "Mon-Fri 09:00-18:00",
  holidays: "japan",
  closed: ["2026-12-29/2027-01-03", "2026-06-01"],
};
const nights: Calendar = { businessHours: "Mon,Fri 22:00-06:00", holidays: "japan", closed: [] };
const always: Calendar = { businessHours: "Mon-Sun 00:00-24:00", holidays: "none", closed: [] };

it.each<[string, Calendar, string, string]>([
  ["a Monday morning", office, "2026-11-16T09:00+09:00", "businessHours"],
  ["a second before opening", office, "2026-11-16T08:59:59+09:00", "afterHours"],
  ["the last second", office, "2026-11-16T17:59:59.999+09:00", "businessHours"],
  ["closing time", office, "2026-11-16T18:00+09:00", "afterHours"],
  ["a Saturday", office, "2026-11-21T12:00+09:00", "afterHours"],
  ["勤労感謝の日", office, "2026-11-23T12:00+09:00", "afterHours"],
  ["振替休日 of 憲法記念日", office, "2026-05-06T12:00+09:00", "afterHours"],
  ["国民の休日 between two holidays", office, "2026-09-22T12:00+09:00", "afterHours"],
  ["the first closed day", office, "2026-12-29T12:00+09:00", "afterHours"],
  ["the last day before", office, "2026-12-28T12:00+09:00", "businessHours"],
  ["the day after", office, "2027-01-04T12:00+09:00", "businessHours"],
  ["a single closed day", office, "2026-06-01T12:00+09:00", "afterHours"],
  [
    "a holiday that counts for nothing",
    { ...office, holidays: "none" },
    "2026-11-23T12:00+09:00",
    "businessHours",
  ],
  ["the evening of a night shift", nights, "2026-11-20T22:00+09:00", "businessHours"],
  ["the morning after it", nights, "2026-11-21T05:59+09:00", "businessHours"],
  ["its end", nights, "2026-11-21T06:00+09:00", "afterHours"],
  ["the morning before the first night", nights, "2026-11-20T05:00+09:00", "afterHours"],
  ["the night that begins on a holiday", nights, "2026-11-24T05:00+09:00", "afterHours"],
  ["the night that ends on a holiday", nights, "2026-05-02T05:00+09:00", "businessHours"],
  ["midnight of a day without end", always, "2026-11-22T00:00+09:00", "businessHours"],
])("[R5.3.2] %s", (_what, calendar, at, band) => {
  expect(timeBand(calendar, "Asia/Tokyo", new Date(at))).toBe(band);
});

it("[R5.3.2] goes by the customer's clock, summer time included", () => {
  const calendar: Calendar = { ...office, holidays: "none" };
  expect(timeBand(calendar, "Europe/Berlin", new Date("2026-07-13T07:00Z"))).toBe("businessHours");
  expect(timeBand(calendar, "Europe/Berlin", new Date("2026-11-16T07:00Z"))).toBe("afterHours");
});

it.each([
  ["2026-02-30"],
  ["2026-13-01"],
  ["2026-12-29/2026-12-28"],
  ["2026-12-29/"],
  ["26-12-29"],
  ["a/b/c"],
])("does not read %j as closed days", (text) => {
  expect(parseClosedDays(text)).toBeNull();
});
