import { describe, expect, it } from "vitest";
import { callState, placedAt } from "./standing.ts";

describe("when a call was placed", () => {
  const requestedAt = new Date("2026-11-22T03:03:00Z");
  const placed = {
    kind: "auto",
    outcome: "missed",
    requestedAt,
    notPlaced: false,
    sid: "CA1",
    operatorPhone: null,
  } as const;
  const lost = { ...placed, outcome: "failed", notPlaced: true, sid: null } as const;
  const operators = { ...lost, kind: "operator", operatorPhone: "+815011112222" } as const;

  it.each([
    ["as it was requested", placed, requestedAt],
    ["not while it waits for its turn", { ...placed, requestedAt: null, outcome: null }, null],
    ["never, where it was skipped", { ...placed, outcome: "skipped" as const }, null],
    ["never, where the provider did not have the request", lost, null],
    ["where the provider had it, also if no phone rang", { ...lost, sid: "CA1" }, requestedAt],
    ["never, where an operator's telephone was not rung", operators, null],
    ["by hand, also where it failed", { ...operators, operatorPhone: null }, requestedAt],
  ])("%s", (_story, call, expected) => {
    expect(placedAt(call)).toEqual(expected);
  });
});

it("a call under way waits for its turn, rings, or is spoken in", () => {
  expect(callState({ requested: false, answered: false })).toBe("waiting");
  expect(callState({ requested: true, answered: false })).toBe("ringing");
  expect(callState({ requested: true, answered: true })).toBe("talking");
});
