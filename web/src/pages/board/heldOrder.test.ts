import { describe, expect, it } from "vitest";
import { moves } from "./heldOrder.ts";

describe("how much a new order would change", () => {
  it.each<[string, number[], number[], number]>([
    ["nothing", [1, 2, 3], [1, 2, 3], 0],
    ["one that came", [1, 2, 3], [9, 1, 2, 3], 1],
    ["one that went", [1, 2, 3], [1, 3], 1],
    ["one that moved up past all the others", [1, 2, 3, 4], [4, 1, 2, 3], 1],
    ["one each", [1, 2, 3, 4], [4, 9, 1, 2], 3],
    ["everything", [1, 2, 3], [3, 2, 1], 2],
    ["all new", [], [1, 2], 2],
  ])("%s", (_what, shown, wanted, count) => {
    expect(moves(shown, wanted)).toBe(count);
  });
});
