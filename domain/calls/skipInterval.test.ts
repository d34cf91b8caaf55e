import { describe, expect, it } from "vitest";
import { type EarlierCall, whySkipped } from "./skipInterval.ts";

const now = new Date("2026-11-22T12:00:00Z");
const ago = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
const placed = (minutes: number, incident = 1): EarlierCall => ({
  incident,
  claimedAt: ago(minutes + 1),
  requestedAt: ago(minutes),
  waits: false,
});
const waiting = (minutes: number, incident = 1): EarlierCall => ({
  incident,
  claimedAt: ago(minutes),
  requestedAt: null,
  waits: true,
});
const incidentOf = (...earlier: EarlierCall[]) => whySkipped(earlier, 60, now)?.incident ?? null;

describe("the skip interval", () => {
  it("[R5.2.2c] counts from the last call that was placed", () => {
    expect(incidentOf()).toBeNull();
    expect(incidentOf(placed(59))).toBe(1);
    expect(incidentOf(placed(60))).toBeNull();
    expect(incidentOf(placed(30, 1), placed(10, 2), placed(50, 3))).toBe(2);
  });

  it("[R5.2.2c] holds while a call waits for its turn, for a day at most", () => {
    expect(incidentOf(waiting(61))).toBe(1);
    expect(incidentOf(waiting(1_439))).toBe(1);
    expect(incidentOf(waiting(1_440))).toBeNull();
    expect(incidentOf(waiting(300, 1), placed(10, 2))).toBe(2);
  });

  it("[R5.2.2c] names itself and the incident that the person was rung for", () => {
    expect(whySkipped([placed(5, 7)], 60, now)).toMatchObject({ minutes: 60, incident: 7 });
  });
});
