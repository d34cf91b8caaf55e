import { describe, expect, it } from "vitest";
import { digitsOf } from "./digits.ts";
import { loginSearch } from "./search.ts";

describe("a code", () => {
  it.each([
    ["123456", "123456"],
    ["123 456", "123456"],
    ["１２３　４５６", "123456"],
    ["abc", ""],
  ])("is taken as %s", (typed, digits) => {
    expect(digitsOf(typed)).toBe(digits);
  });
});

describe("[RA4] where a login leads", () => {
  it.each(["/", "/incidents/12?panel=call"])("is an address of ours: %s", (next) => {
    expect(loginSearch({ next })).toEqual({ next });
  });
  it.each(["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", 7, undefined])(
    "is nobody else's: %s",
    (next) => {
      expect(loginSearch({ next })).toEqual({});
    },
  );
});
