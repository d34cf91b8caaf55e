import { describe, expect, it } from "vitest";
import { whatChanged } from "./whatChanged.ts";

const seen = {
  state: "open",
  phase: "連絡中",
  level: "high",
  takenBy: null,
  acknowledgedBy: null,
} as const;

describe("what changed under a form", () => {
  it("is nothing where the incident is as it was", () => {
    expect(whatChanged(seen, { ...seen })).toEqual([]);
  });

  it("names each thing with what it was and what it is", () => {
    const now = {
      ...seen,
      state: "acknowledged",
      acknowledgedBy: "佐藤",
      phase: "佐藤が対応確認済み",
    } as const;
    expect(whatChanged(seen, now)).toEqual([
      { what: "state", from: "open", to: "acknowledged" },
      { what: "acknowledged", from: null, to: "佐藤" },
      { what: "phase", from: "連絡中", to: "佐藤が対応確認済み" },
    ]);
  });
});
