import { describe, expect, it } from "vitest";
import { formatDays, formatTime } from "./formats.ts";

const at = new Date("2026-11-02T03:27:15Z");

describe("a moment", () => {
  it.each([
    ["clock", "03:27"],
    ["seconds", "03:27:15"],
    ["day", "11/2 03:27"],
    ["date", "11月2日(月)"],
    ["full", "2026/11/2 03:27:15"],
  ] as const)("is written in Japanese as %s: %s", (form, written) => {
    expect(formatTime(at, form, "ja", "UTC")).toBe(written);
  });

  it.each([
    ["clock", "03:27"],
    ["seconds", "03:27:15"],
    ["day", "2 Nov, 03:27"],
    ["date", "Mon 2 November"],
    ["full", "2 Nov 2026, 03:27:15"],
  ] as const)("is written in English as %s: %s, its day never taken for a month", (form, written) => {
    expect(formatTime(at, form, "en", "UTC")).toBe(written);
  });

  it("is written in the given zone", () => {
    expect(formatTime(at, "day", "ja", "Asia/Tokyo")).toBe("11/2 12:27");
  });
});

it("[R2.4] names closed days as people write them", () => {
  expect(formatDays("2026-12-29/2027-01-03", "ja")).toBe("2026/12/29〜2027/01/03");
  expect(formatDays("2026-06-01", "ja")).toBe("2026/06/01");
  expect(formatDays("2026-12-29/2027-01-03", "en")).toBe("29 Dec 2026 – 3 Jan 2027");
});
