import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { levels } from "../../alerts/level.ts";
import { type Due, dueKinds } from "./due.ts";
import { byDue } from "./order.ts";

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 22, 3, minute)).toISOString();
const row = (number: number, level: (typeof levels)[number], due: Due) => ({ number, level, due });

describe("the order of the board", () => {
  it("[R3.1b] is by the promise that ends first, then by what waits for a person, then level, then age", () => {
    const inOrder = [
      row(9, "low", { at: at(10), what: "first-response" }),
      row(3, "high", { at: at(12), what: "triage" }),
      row(4, "high", { at: null, what: "triage" }),
      row(5, "low", { at: null, what: "triage" }),
      row(2, "low", { at: null, what: "call-next" }),
      row(1, "high", { at: null, what: "attention" }),
      row(6, "high", { at: null, what: "follow" }),
      row(8, "middle", { at: null, what: "follow" }),
      row(10, "middle", { at: null, what: "follow" }),
      row(7, "high", { at: null, what: "none" }),
    ];
    expect([...inOrder].reverse().sort(byDue)).toEqual(inOrder);
  });

  const anyRow = fc.record({
    number: fc.nat(),
    level: fc.constantFrom(...levels),
    due: fc.record({
      at: fc.option(fc.integer({ min: 0, max: 59 }).map(at)),
      what: fc.constantFrom(...dueKinds),
    }),
  });

  it("is one order: the same rows sort the same for everybody", () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyRow, { selector: ({ number }) => number }), (rows) => {
        expect([...rows].sort(byDue)).toEqual(rows.toReversed().sort(byDue));
      }),
    );
  });
});
