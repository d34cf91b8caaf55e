import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextChange, type Silence, silencedBy, silenceState } from "./silence.ts";

const silence = (given: Partial<Silence> = {}): Silence => ({
  id: 1,
  timezone: "Asia/Tokyo",
  system: null,
  targets: ["web01"],
  alarms: null,
  from: new Date("2026-12-01T13:00Z"),
  until: new Date("2026-12-01T21:00Z"),
  every: null,
  needsYes: false,
  answer: null,
  endedAt: null,
  ...given,
});
const before = new Date("2026-12-01T12:00Z");
const inside = new Date("2026-12-01T14:00Z");
const after = new Date("2026-12-01T21:00Z");
const web01 = { system: "shop", node: "web01", alarm: "HTTP監視" };
const ids = (all: Silence[], burning = [web01], at = inside) =>
  silencedBy(all, burning, at).map(({ id }) => id);

describe("a silence", () => {
  it("[R5.10] is scheduled, active and ended, by its time or early", () => {
    expect([before, inside, after].map((at) => silenceState(silence(), at))).toEqual([
      "scheduled",
      "active",
      "ended",
    ]);
    const ended = silence({ endedAt: inside });
    expect(silenceState(ended, new Date(inside.getTime() - 1))).toBe("active");
    expect(silenceState(ended, inside)).toBe("ended");
  });

  it("[R5.10b] asked for late, it waits for a yes and silences nothing until then", () => {
    const asked = silence({ needsYes: true });
    expect(silenceState(asked, inside)).toBe("pending");
    expect(ids([asked])).toEqual([]);
    expect(silenceState({ ...asked, answer: "approved" }, inside)).toBe("active");
    expect(ids([{ ...asked, answer: "approved" }])).toEqual([1]);
    expect(silenceState({ ...asked, answer: "declined" }, inside)).toBe("ended");
    expect(silenceState(asked, after)).toBe("ended");
  });

  it("[R5.10] covers named nodes, patterns or all; all alarms or some; of one system or any", () => {
    const covers = (given: Partial<Silence>) => ids([silence(given)]).length > 0;
    expect(covers({ targets: ["web*"] })).toBe(true);
    expect(covers({ targets: ["db*", "web0"] })).toBe(false);
    expect(covers({ targets: "all" })).toBe(true);
    expect(covers({ targets: "all", system: "shop" })).toBe(true);
    expect(covers({ targets: "all", system: "office" })).toBe(false);
    expect(covers({ alarms: ["HTTP*"] })).toBe(true);
    expect(covers({ alarms: ["PING"] })).toBe(false);
    expect(silencedBy([silence({ system: "shop" })], [{ ...web01, system: null }], inside)).toEqual([]);
  });

  it("[R5.10] an incident is silenced only if each of its burning series is", () => {
    const other = { ...web01, node: "db01" };
    expect(ids([silence()], [web01, other])).toEqual([]);
    expect(ids([silence(), silence({ id: 2, targets: ["db01"] })], [web01, other])).toEqual([1, 2]);
    expect(ids([silence(), silence({ id: 3, targets: "all" })])).toEqual([1, 3]);
    expect(ids([silence()], [])).toEqual([]);
  });

  it("[R5.10] between one change and the next, nothing about it changes", () => {
    const weekly = silence({
      from: before,
      until: new Date("2027-02-01T00:00Z"),
      every: "Tue,Sun 22:00-02:00",
    });
    const at = fc.date({ min: new Date("2026-11-30"), max: new Date("2027-02-02"), noInvalidDate: true });
    fc.assert(
      fc.property(
        fc.constantFrom(silence(), weekly),
        at,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (one, now, part) => {
          const change = nextChange(one, now);
          const state = silenceState(one, now);
          const until = change?.getTime() ?? new Date("2027-03-01").getTime();
          const between = new Date(Math.floor(now.getTime() + (until - now.getTime() - 1) * part));
          if (between >= now) expect(silenceState(one, between)).toBe(state);
          if (change !== null) expect(silenceState(one, change)).not.toBe(state);
        },
      ),
    );
  });
});
