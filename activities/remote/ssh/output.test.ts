import fc from "fast-check";
import { expect, it } from "vitest";
import { Output } from "./output.ts";

/** Reads output that arrives in these pieces. */
function read(pieces: Buffer[], secrets: string[], longestBytes = 1000) {
  const told: string[] = [];
  const output = new Output(secrets, longestBytes, (text) => told.push(text));
  for (const piece of pieces) output.push(piece);
  output.end();
  return { text: output.text, isCut: output.isCut, told: told.join("") };
}

it("[R2.4] masks a secret wherever the pieces of the output are divided", () => {
  const bytes = Buffer.from("パスワードは hunter22 です hunter2");
  const property = fc.property(fc.array(fc.nat(bytes.length), { maxLength: 6 }), (cuts) => {
    const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
    const pieces = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
    const text = "パスワードは *** です ***";
    expect(read(pieces, ["hunter2", "hunter22"])).toEqual({ text, told: text, isCut: false });
  });
  fc.assert(property);
});

it("fills its limit, but shows no half secret and no half character", () => {
  const flood = Array.from({ length: 100 }, () => Buffer.from("日本 hunter2 "));
  for (let longest = 0; longest < 60; longest += 1) {
    const { text, told, isCut } = read(flood, ["hunter2"], longest);
    expect({ isCut, told }).toEqual({ isCut: true, told: text });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(longest);
    expect(Buffer.byteLength(text)).toBeGreaterThan(longest - 3);
    expect("日本 *** ".repeat(20)).toContain(text);
  }
});

it("releases what only looked like the start of a secret", () => {
  expect(read([Buffer.from("hunt"), Buffer.from("ing")], ["hunter2"]).text).toBe("hunting");
  expect(read([Buffer.from("hunt")], ["hunter2"]).text).toBe("hunt");
});
