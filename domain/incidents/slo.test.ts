import fc from "fast-check";
import { expect, it } from "vitest";
import { deadlineAfter, type SloFacts, type SloResult, sloStatus } from "./slo.ts";

const at = (minutes: number): Date => new Date(Date.UTC(2026, 10, 22, 3) + minutes * 60_000);
const facts = (fields: Partial<SloFacts> = {}): SloFacts => ({
  detectedAt: at(0),
  deadlineAt: at(15),
  firstResponseAt: null,
  recoveredAt: null,
  closedAt: null,
  resolvedBy: null,
  breachedAt: null,
  ...fields,
});

it("[R3.1a] the first response is promised within 15 minutes of detection", () => {
  expect(deadlineAfter(at(0))).toEqual(at(15));
});

const table: [string, string, SloFacts, number, SloResult][] = [
  ["R3.1a", "nothing yet", facts(), 14, "running"],
  ["R3.1a", "at the deadline itself", facts(), 15, "running"],
  ["R3.1b", "after it", facts(), 15.001, "breached"],
  ["R3.1a", "a response inside the time", facts({ firstResponseAt: at(1) }), 20, "met"],
  ["R3.1a", "at the last moment", facts({ firstResponseAt: at(15) }), 20, "met"],
  ["R3.1b", "a response too late hides nothing", facts({ firstResponseAt: at(16) }), 16, "breached"],
  ["R3.1a", "recovered before any response", facts({ recoveredAt: at(3) }), 20, "not-needed"],
  ["R3.1a", "recovered, then told", facts({ recoveredAt: at(3), firstResponseAt: at(4) }), 20, "not-needed"],
  [
    "R3.1a",
    "recovered, then told too late",
    facts({ recoveredAt: at(3), firstResponseAt: at(16) }),
    20,
    "not-needed",
  ],
  ["R3.1a", "told, then recovered", facts({ firstResponseAt: at(3), recoveredAt: at(4) }), 20, "met"],
  ["R3.1a", "told as it recovered", facts({ firstResponseAt: at(3), recoveredAt: at(3) }), 20, "met"],
  ["R3.1b", "recovered too late", facts({ recoveredAt: at(16) }), 20, "breached"],
  [
    "R3.1b",
    "recovered and told too late",
    facts({ recoveredAt: at(16), firstResponseAt: at(17) }),
    20,
    "breached",
  ],
  ["R3.1a", "resolved by an operator", facts({ closedAt: at(3), resolvedBy: "山田" }), 20, "not-needed"],
  ["R3.1b", "closed because it fell quiet", facts({ closedAt: at(5) }), 20, "breached"],
  ["R3.1b", "resolved too late", facts({ closedAt: at(16), resolvedBy: "山田" }), 20, "breached"],
  [
    "R3.1b",
    "a call found later hides no breach",
    facts({ breachedAt: at(15), firstResponseAt: at(9) }),
    20,
    "breached",
  ],
  ["R3.1c", "no clock runs while silenced", facts({ deadlineAt: null }), 99, "running"],
];
it.each(table)("[%s] %s", (_id, _story, given, minute, result) => {
  expect(sloStatus(given, at(minute))).toMatchObject({ result, breached: result === "breached" });
});

const minute = fc.integer({ min: 0, max: 60 });
const later = fc.option(fc.integer({ min: 16, max: 60 }).map(at));

it("[R3.1b] no later success hides a breach", () => {
  fc.assert(
    fc.property(later, later, fc.integer({ min: 16, max: 99 }), (firstResponseAt, recoveredAt, now) => {
      expect(sloStatus(facts({ firstResponseAt, recoveredAt }), at(now)).breached).toBe(true);
    }),
  );
});

it("[R3.1b] a breach is never taken back", () => {
  const times = fc.record({
    firstResponseAt: fc.option(minute.map(at)),
    recoveredAt: fc.option(minute.map(at)),
  });
  fc.assert(
    fc.property(times, minute, minute, (given, now, more) => {
      // Before `until`, what happens later is unknown.
      const known = (until: number): SloFacts =>
        facts({
          firstResponseAt:
            given.firstResponseAt && given.firstResponseAt <= at(until) ? given.firstResponseAt : null,
          recoveredAt: given.recoveredAt && given.recoveredAt <= at(until) ? given.recoveredAt : null,
        });
      if (!sloStatus(known(now), at(now)).breached) return;
      expect(sloStatus(known(now + more), at(now + more)).breached).toBe(true);
    }),
  );
});
