import { describe, expect, it } from "vitest";
import { whatChanged, whatOthersDid } from "./whatChanged.ts";

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

  it("names what other people did since, and neither oneself nor the engine", () => {
    const line = (actor: string, text: string) => ({
      at: "2026-11-22T03:27:15.000Z",
      kind: "note",
      actor,
      text,
    });
    const before = [line("鈴木", "前から")];
    const now = [...before, line("toban", "継続中"), line("山田", "自分"), line("鈴木", "あとから")];
    expect(whatOthersDid(before, now, "山田")).toEqual([line("鈴木", "あとから")]);
  });
});
