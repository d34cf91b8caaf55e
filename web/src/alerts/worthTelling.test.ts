import { describe, expect, it } from "vitest";
import type { BoardRow } from "../api/types.ts";
import { Telling } from "./worthTelling.ts";

const at = (minute: number): number => Date.UTC(2026, 10, 22, 3, minute);
const row = (number: number, dueMinute: number | null = null, state: BoardRow["state"] = "open") =>
  ({
    number,
    state,
    due: { at: dueMinute === null ? null : new Date(at(dueMinute)).toISOString(), what: "first-response" },
  }) as BoardRow;
const numbers = (told: { row: BoardRow }[]): number[] => told.map((one) => one.row.number);

describe("what a terminal tells of", () => {
  it("is each new incident once, and nothing that stood there as it was opened", () => {
    const telling = new Telling();
    telling.remember([row(1)]);
    expect(numbers(telling.fresh([row(1), row(2), row(3, null, "closed")]))).toEqual([2]);
    expect(numbers(telling.fresh([row(2)]))).toEqual([]);
  });

  it("is each incident once more within five minutes of its deadline, but not after it", () => {
    const telling = new Telling();
    const rows = [row(1, 10), row(2, 20), row(3)];
    expect(numbers(telling.nearlyDue(rows, at(4)))).toEqual([]);
    expect(numbers(telling.nearlyDue(rows, at(5)))).toEqual([1]);
    expect(numbers(telling.nearlyDue(rows, at(6)))).toEqual([]);
    expect(numbers(telling.nearlyDue(rows, at(21)))).toEqual([]);
  });
});
