import fc from "fast-check";
import { expect, it } from "vitest";
import { jsonFault } from "./jsonFault.ts";

it.each([
  ['{"a":1', "the body ends too early, at line 1, column 7"],
  ['{"a":tru', "the body ends too early, at line 1, column 9"],
  ["{'a':1}", 'unexpected "\'" at line 1, column 2'],
  ['{"a":1}\n]', 'unexpected "]" at line 2, column 1'],
  ["[1,]", 'unexpected "]" at line 1, column 4'],
  ["\n", "the body is empty"],
])("%j", (text, fault) => {
  expect(jsonFault(text)).toBe(fault);
});

it("finds a stray character at any place", () => {
  fc.assert(
    fc.property(fc.array(fc.json(), { minLength: 1, maxLength: 5 }), (items) => {
      const before = `[${items.join(",")}`;
      expect(jsonFault(`${before},?]`)).toBe(`unexpected "?" at line 1, column ${before.length + 2}`);
    }),
  );
});
