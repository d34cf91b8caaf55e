import { expect, it } from "vitest";
import { namedLike } from "./namedLike.ts";

const acme = { id: "acme", name: "株式会社アクメ 東京" };

it.each(["", "アクメ", "ｱｸﾒ", "ACME", "ａｃｍｅ", "アクメ東京", " アクメ　東京"])(
  "%j finds アクメ",
  (typed) => {
    expect(namedLike(acme, typed)).toBe(true);
  },
);

it("finds nobody by another name", () => {
  expect(namedLike(acme, "大阪")).toBe(false);
});
