import { describe, expect, it } from "vitest";
import type { BoardRow } from "../../api/types.ts";
import { matches } from "./filter.ts";
import { type BoardSearch, boardSearch } from "./search.ts";

const row = {
  number: 118,
  customer: "acme",
  customerName: "株式会社アクメ",
  system: "shop",
  node: "web01",
  alarm: "HTTP応答監視",
  level: "high",
  state: "open",
  phase: "佐藤様へ架電中 2/3",
  takenBy: "鈴木",
} as BoardRow;

describe("the board's filters", () => {
  it.each<[BoardSearch, boolean]>([
    [{}, true],
    [{ customer: "acme" }, true],
    [{ customer: "other" }, false],
    [{ level: "high", state: "open", mine: true }, true],
    [{ level: "low" }, false],
    [{ state: "triage" }, false],
    [{ text: "ＷＥＢ０１ アクメ" }, true],
    [{ text: "118" }, true],
    [{ text: "応答監視 佐藤" }, true],
    [{ text: "web01 db" }, false],
  ])("%j: %s", (search, expected) => {
    expect(matches(row, search, "鈴木")).toBe(expected);
  });

  it("shows what I have in hand, and nobody else's", () => {
    expect(matches(row, { mine: true }, "田中")).toBe(false);
  });

  it("read from an address what is meant, and leave out the rest", () => {
    const given = { customer: "acme", level: "severe", state: "open", mine: "true", text: 118, other: "x" };
    expect(boardSearch(given)).toEqual({ customer: "acme", state: "open", mine: true, text: "118" });
  });
});
