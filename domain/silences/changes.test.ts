import { describe, expect, it } from "vitest";
import { answerSilence, endSilence, extendSilence } from "./changes.ts";

const now = new Date("2026-12-01T03:00:00Z");
const hours = (count: number) => new Date(now.getTime() + count * 3600_000);
const calendar = { businessHours: "Mon-Fri 09:00-18:00", holidays: "japan" as const, closed: [] };
const silence = {
  id: 1,
  timezone: "Asia/Tokyo",
  system: null,
  targets: "all" as const,
  alarms: null,
  from: hours(-1),
  until: hours(5),
  every: null,
  needsYes: false,
  answer: null,
  answeredBy: null,
  endedAt: null,
  planned: null,
};
const asked = { ...silence, needsYes: true };
const byYamada = { by: "山田", now };
const code = (act: () => unknown): unknown => {
  try {
    act();
    return null;
  } catch (error) {
    return (error as { code: unknown }).code;
  }
};

describe("a silence", () => {
  it("[R5.10b] is ended early, at work or before it begins, but not twice", () => {
    expect(endSilence(silence, byYamada)).toEqual({ endedAt: now, endedBy: "山田" });
    expect(endSilence({ ...silence, from: hours(1) }, byYamada)).toEqual({ endedAt: now, endedBy: "山田" });
    expect(code(() => endSilence({ ...silence, endedAt: now }, byYamada))).toBe("silence_ended");
    expect(code(() => endSilence({ ...silence, until: now }, byYamada))).toBe("silence_ended");
  });

  it("[R5.10b] that waits is approved or declined once; declined, it has ended", () => {
    expect(answerSilence(asked, "approved", byYamada)).toEqual({
      answer: "approved",
      answeredBy: "山田",
      answeredAt: now,
    });
    expect(answerSilence(asked, "declined", byYamada)).toMatchObject({ answer: "declined", endedAt: now });
    const answered = { ...asked, answer: "approved" as const, answeredBy: "鈴木" };
    expect(code(() => answerSilence(answered, "declined", byYamada))).toBe("not_pending");
    expect(code(() => answerSilence(silence, "approved", byYamada))).toBe("not_pending");
    expect(code(() => answerSilence({ ...asked, until: now }, "approved", byYamada))).toBe("not_pending");
  });

  it("[R5.10] is only ever extended to a later end", () => {
    const extended = (until: Date) => extendSilence(silence, until, { calendar: null, now });
    expect(extended(hours(6))).toEqual({ until: hours(6) });
    expect(code(() => extended(hours(5)))).toBe("invalid_input");
    expect(code(() => extended(hours(24 * 367)))).toBe("invalid_input");
  });

  it("[R5.10b] is extended by a customer only with a business day's notice before its present end", () => {
    const byCustomer = (until: Date) =>
      extendSilence({ ...silence, until }, hours(24 * 9), { calendar, now });
    expect(code(() => byCustomer(hours(23)))).toBe("needs_yes");
    expect(byCustomer(hours(24))).toEqual({ until: hours(24 * 9) });
  });

  it("[R5.10] planned in the customer's file is changed there alone", () => {
    const planned = { ...silence, planned: "shop/web01/0" };
    expect(code(() => endSilence(planned, byYamada))).toBe("from_file");
    expect(code(() => extendSilence(planned, hours(9), { calendar: null, now }))).toBe("from_file");
  });
});
