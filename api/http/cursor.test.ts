import fc from "fast-check";
import { expect, it } from "vitest";
import { z } from "zod";
import { readCursor, writeCursor } from "./cursor.ts";

const schema = z.tuple([z.int(), z.string()]);
const refused = /invalid_parameters/;

it("[RA3] a cursor is read as it was written, and by its own list alone", () => {
  fc.assert(
    fc.property(fc.tuple(fc.maxSafeInteger(), fc.string()), (position) => {
      const cursor = writeCursor("alerts of 7", position);
      expect(cursor).toMatch(/^[\w-]+$/);
      expect(readCursor("alerts of 7", schema, cursor)).toEqual(position);
      expect(() => readCursor("alerts of 8", schema, cursor)).toThrow(refused);
    }),
  );
});

it("[RA3] a cursor with any one character changed, or with any text for a cursor, is refused", () => {
  const cursor = writeCursor("incidents", [1234, "x"]);
  for (let place = 0; place < cursor.length; place++) {
    const other = cursor[place] === "A" ? "B" : "A";
    const changed = cursor.slice(0, place) + other + cursor.slice(place + 1);
    expect(() => readCursor("incidents", schema, changed)).toThrow(refused);
  }
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => readCursor("incidents", schema, text)).toThrow(refused);
    }),
  );
});
