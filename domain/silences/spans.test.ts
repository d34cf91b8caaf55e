import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import { holdsAt, type SilenceTimes, spanFrom } from "./spans.ts";

const tokyo = "Asia/Tokyo";
const times = (from: string, until: string, every: string | null = null): SilenceTimes => ({
  from: new Date(from),
  until: new Date(until),
  every,
});
const whole = times("2026-01-01T00:00Z", "2028-01-01T00:00Z");
const spans = (of: SilenceTimes, timezone: string, at: string, count: number): string[] => {
  const found: string[] = [];
  let next = new Date(at);
  for (let index = 0; index < count; index++) {
    const span = spanFrom(of, timezone, next);
    if (span === null) break;
    found.push(`${span.from.toISOString().slice(0, 16)} ${span.until.toISOString().slice(0, 16)}`);
    next = span.until;
  }
  return found;
};

describe("when a silence holds", () => {
  it("[R5.10] once: from its beginning until just before its end", () => {
    const once = times("2026-12-01T13:00Z", "2026-12-01T21:00Z");
    expect(holdsAt(once, tokyo, new Date("2026-12-01T12:59:59.999Z"))).toBe(false);
    expect(holdsAt(once, tokyo, new Date("2026-12-01T13:00Z"))).toBe(true);
    expect(holdsAt(once, tokyo, new Date("2026-12-01T20:59:59.999Z"))).toBe(true);
    expect(holdsAt(once, tokyo, new Date("2026-12-01T21:00Z"))).toBe(false);
  });

  it("[R5.10] every week at the hours of the customer's clock, also over midnight", () => {
    const nights = { ...whole, every: "Sat,Sun 23:30-01:00" };
    expect(spans(nights, tokyo, "2026-12-01T00:00Z", 3)).toEqual([
      "2026-12-05T14:30 2026-12-05T16:00",
      "2026-12-06T14:30 2026-12-06T16:00",
      "2026-12-12T14:30 2026-12-12T16:00",
    ]);
    expect(holdsAt(nights, tokyo, new Date("2026-12-06T15:30Z"))).toBe(true);
  });

  it("[R5.10] of a series, only what lies inside it", () => {
    const series = times("2026-12-05T15:00Z", "2026-12-12T15:00Z", "Sat,Sun 23:30-01:00");
    expect(spans(series, tokyo, "2026-11-01T00:00Z", 9)).toEqual([
      "2026-12-05T15:00 2026-12-05T16:00",
      "2026-12-06T14:30 2026-12-06T16:00",
      "2026-12-12T14:30 2026-12-12T15:00",
    ]);
    expect(spanFrom(series, tokyo, new Date("2026-12-12T15:00Z"))).toBeNull();
  });

  it("[R5.10] where summer time skips an hour, from the jump on; where one comes twice, through both", () => {
    const berlin = { ...whole, every: "Sun 02:30-03:30" };
    expect(spans(berlin, "Europe/Berlin", "2026-03-28T12:00Z", 2)).toEqual([
      "2026-03-29T01:00 2026-03-29T01:30",
      "2026-04-05T00:30 2026-04-05T01:30",
    ]);
    expect(spans(berlin, "Europe/Berlin", "2026-10-25T00:00Z", 1)).toEqual([
      "2026-10-25T00:30 2026-10-25T02:30",
    ]);
    const earlyShift = { ...whole, every: "Sun 01:00-04:00" };
    expect(spans(earlyShift, "Europe/Berlin", "2026-03-28T12:00Z", 1)).toEqual([
      "2026-03-29T00:00 2026-03-29T02:00",
    ]);
  });

  it("[R5.10] at any moment, as the customer's clock says", () => {
    const every = fc.constantFrom(
      "Mon-Fri 09:00-18:00",
      "Sun 02:00-04:00",
      "Mon,Wed 22:00-06:00",
      "Sat 00:00-24:00",
    );
    const at = fc.date({ min: new Date("2026-01-02"), max: new Date("2027-12-30"), noInvalidDate: true });
    fc.assert(
      fc.property(every, at, (hours, moment) => {
        const local = DateTime.fromJSDate(moment, { zone: tokyo });
        expect(holdsAt({ ...whole, every: hours }, tokyo, moment)).toBe(saysTheClock(hours, local));
      }),
    );
  });
});

/** Written out by hand, another way than by spans. */
function saysTheClock(hours: string, { weekday, hour }: DateTime): boolean {
  switch (hours) {
    case "Mon-Fri 09:00-18:00":
      return weekday <= 5 && hour >= 9 && hour < 18;
    case "Sun 02:00-04:00":
      return weekday === 7 && hour >= 2 && hour < 4;
    case "Mon,Wed 22:00-06:00":
      return ([1, 3].includes(weekday) && hour >= 22) || ([2, 4].includes(weekday) && hour < 6);
    default:
      return weekday === 6;
  }
}
