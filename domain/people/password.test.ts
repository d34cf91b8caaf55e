import { expect, it } from "vitest";
import { say } from "../say.ts";
import { loginName } from "./loginName.ts";
import { faultOfPassword } from "./password.ts";

it.each([
  ["当番 一郎", "当番\u3000一郎"],
  ["suzuki", "Ｓｕｚｕｋｉ "],
  ["ｽｽﾞｷ", "スズキ"],
])("[RA4] %s logs in as %s, too", (name, typed) => {
  expect(loginName(typed)).toBe(loginName(name));
});

it.each([
  ["eleven char", /12文字以上/],
  ["x".repeat(201), /200文字以内/],
  ["Toban\u3000Ichiro", /名前と同じ/],
  ["aaaaaaaaaaaa", /繰り返し/],
  [" ".repeat(12), /使えません/],
])("[RA4] refuses %j as a password", (password, fault) => {
  expect(say(faultOfPassword("toban ichiro", password) ?? "")).toMatch(fault);
});

it.each(["twelve chars", "あいうえおかきくけこさし", "x1y2".repeat(50)])(
  "[RA4] takes %j as a password",
  (password) => {
    expect(faultOfPassword("toban ichiro", password)).toBeNull();
  },
);
