import { describe, expect, it } from "vitest";
import { isOnAList, mostUrgentFirst, type ReadIncident } from "./reading.ts";

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 22, 3, minute));
const incident = (number: number, fields: Partial<ReadIncident> = {}): ReadIncident => ({
  number,
  level: "middle",
  acknowledgedBy: null,
  recoveredAt: null,
  openedAt: at(0),
  ...fields,
});

describe("the order in which a caller hears incidents", () => {
  it("[R5.3.2] incidents without a holder, then those with one, then recovered ones", () => {
    const incidents = [
      incident(1, { recoveredAt: at(5), level: "high" }),
      incident(2, { acknowledgedBy: "当番 一郎", level: "high" }),
      incident(3, { level: "low" }),
    ];
    expect(mostUrgentFirst(incidents).map(({ number }) => number)).toEqual([3, 2, 1]);
  });

  it("[R5.3.2] of equal ones the higher level, then the longest open, then the older number", () => {
    const incidents = [
      incident(4, { openedAt: at(1) }),
      incident(3),
      incident(2),
      incident(1, { level: "high", openedAt: at(9) }),
    ];
    expect(mostUrgentFirst(incidents).map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  });
});

describe("who may be telephoned by a rule", () => {
  const call = { mode: "sequential", list: ["sato"], skipMinutes: 60, retries: 0, ringSeconds: 30 } as const;
  const notify = { mail: null, chat: [], call: { ...call, list: [...call.list] } };
  const operatorCalls = { businessHours: ["suzuki"], afterHours: ["tanaka"], mail: null };
  const escalation = { afterMinutes: null, mail: { to: ["ito"] }, operatorCalls };

  it.each([
    ["sato", true],
    ["suzuki", true],
    ["tanaka", true],
    ["ito", false],
  ])("[R5.3.2] %s: %s", (contact, may) => {
    expect(isOnAList({ notify, escalation }, contact)).toBe(may);
    expect(isOnAList({ notify: null, escalation: null }, contact)).toBe(false);
  });
});
