import { expect, it } from "vitest";
import { digitsOf } from "./digits.ts";

it.each([
  ["123456", "123456"],
  ["123 456", "123456"],
  ["１２３　４５６", "123456"],
  ["abc", ""],
])("a code %j is taken as %j", (typed, digits) => {
  expect(digitsOf(typed)).toBe(digits);
});
