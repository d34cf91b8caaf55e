import { expect, it } from "vitest";
import { localInZone, momentInZone } from "./inZone.ts";

it.each([
  ["2026-11-22T03:27", "Asia/Tokyo", "2026-11-21T18:27:00.000Z"],
  ["2026-07-01T12:00", "America/New_York", "2026-07-01T16:00:00.000Z"],
  ["2026-12-01T12:00", "America/New_York", "2026-12-01T17:00:00.000Z"],
  ["2026-03-08T03:30", "America/New_York", "2026-03-08T07:30:00.000Z"],
  ["2026-11-01T01:30", "America/New_York", "2026-11-01T05:30:00.000Z"],
  ["2026-06-01T09:00", "Asia/Kolkata", "2026-06-01T03:30:00.000Z"],
])("%s in %s is %s", (local, timezone, moment) => {
  expect(momentInZone(local, timezone)?.toISOString()).toBe(moment);
  expect(localInZone(new Date(moment), timezone)).toBe(local);
});

it.each([
  ["2026-03-08T02:30", "America/New_York"],
  ["", "Asia/Tokyo"],
  ["2026-13-01T00:00", "Asia/Tokyo"],
])("there is no %j in %s", (local, timezone) => {
  expect(momentInZone(local, timezone)).toBeNull();
});
