import { expect, it } from "vitest";
import type { Calendar } from "../customers/configuration.ts";
import { holdsUnaskedFrom } from "./notice.ts";

const office: Calendar = {
  businessHours: "Mon-Fri 09:00-18:00",
  holidays: "japan",
  closed: ["2026-12-29/2027-01-03"],
};

it.each([
  ["on a Tuesday, from Wednesday on", "2026-12-01T15:00+09:00", "2026-12-02T15:00+09:00"],
  ["on a Friday, from Monday on", "2026-12-04T15:00+09:00", "2026-12-07T15:00+09:00"],
  ["at night after a business day, as on that day", "2026-12-01T23:00+09:00", "2026-12-02T23:00+09:00"],
  ["on a Saturday, as on Monday's first minute", "2026-12-05T10:00+09:00", "2026-12-08T00:00+09:00"],
  ["before 勤労感謝の日, over it", "2026-11-20T12:00+09:00", "2026-11-24T12:00+09:00"],
  ["before the customer's closed days, over them", "2026-12-28T12:00+09:00", "2027-01-04T12:00+09:00"],
])("[R5.10b] asked for %s", (_when, askedAt, from) => {
  expect(holdsUnaskedFrom(office, "Asia/Tokyo", new Date(askedAt))).toEqual(new Date(from));
});

it("[R5.10b] without any business day, an operator is always asked", () => {
  const closed: Calendar = {
    businessHours: "Mon-Fri 09:00-18:00",
    holidays: "none",
    closed: ["2026-01-01/2029-01-01"],
  };
  expect(holdsUnaskedFrom(closed, "Asia/Tokyo", new Date("2026-12-01T00:00Z"))).toBeNull();
});
