import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slim } from "./slim.ts";

const slimmed = async (value: unknown) => JSON.parse(String(await slim(Buffer.from(JSON.stringify(value)))));
const padding = "x".repeat(300_000);

describe("a large alert", () => {
  it("is left as it is where nothing of it is too long, however it is written", async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ stringUnit: "binary" }), fc.nat(2), async (value, spaces) => {
        const text = JSON.stringify([value, padding], null, spaces);
        expect(JSON.parse(String(await slim(Buffer.from(text))))).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each(["x", "漢", "😀", "\\u6f22", "\\ud83d\\ude00", '\\"', "\\\\", "a\\n漢\\u0041"])(
    "keeps more of a log of %s than is stored",
    async (unit) => {
      const json = `{"log":"${unit.repeat(1_000_000)}","node":"web01"}`;
      const whole: { log: string } = JSON.parse(json);
      const left = await slim(Buffer.from(json));
      expect(left.length).toBeLessThan(450_000);
      const read: { log: string; node: string } = JSON.parse(String(left));
      expect(read.node).toBe("web01");
      expect(read.log.slice(0, 65_536)).toBe(whole.log.slice(0, 65_536));
      expect(read.log.length).toBeGreaterThan(65_536);
    },
  );

  it("of many texts is as large as need be, and always the same", async () => {
    const many = Object.fromEntries(Array.from({ length: 19_000 }, (_, n) => [`k${n}`, "\n".repeat(250)]));
    const left = JSON.stringify(await slimmed(many));
    expect(left.length).toBeLessThan(2_500_000);
    expect(JSON.stringify(await slimmed(many))).toBe(left);
    expect(Object.keys(JSON.parse(left))).toHaveLength(19_000);
  });

  it("keeps no number with more digits than real ones have", async () => {
    const json = `[${"1".repeat(400)}, -1.5e3 ,"${padding}"]`;
    expect(JSON.parse(String(await slim(Buffer.from(json))))).toEqual([null, -1500, padding]);
  });

  it.each(['"', '"\\', '"\\u', "1 2", "[1 1]", '{"a":"b', "nul l"])(
    "that is no JSON does not become some: %s",
    async (end) => {
      const left = String(await slim(Buffer.from(`${" ".repeat(300_000)}${end}`)));
      expect(() => JSON.parse(left)).toThrow();
    },
  );
});
