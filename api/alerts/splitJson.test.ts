import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitJson } from "./splitJson.ts";

const spaced = (value: unknown, spaces: number) => JSON.stringify(value, null, spaces);
const anything = fc.jsonValue({ stringUnit: "binary" });
const parse = (text: Buffer | string): unknown => JSON.parse(String(text));

describe("takes JSON apart without changing it", () => {
  it("a list", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anything), fc.nat(2), async (list, spaces) => {
        const split = await splitJson(Buffer.from(spaced(list, spaces)), null, 1_000);
        expect(split?.items?.map(parse)).toEqual(parse(JSON.stringify(list)));
        expect(split).toMatchObject({ count: list.length });
        expect(parse(split!.envelope)).toEqual([]);
      }),
    );
  });

  it("the list that is a member, at any place", async () => {
    const members = fc.dictionary(
      fc.string({ unit: "binary" }).filter((name) => name !== "alerts" && name !== "__proto__"),
      anything,
    );
    await fc.assert(
      fc.asyncProperty(
        members,
        fc.array(anything),
        members,
        fc.nat(2),
        async (before, list, after, spaces) => {
          const body = { ...before, alerts: list, ...after };
          const split = await splitJson(Buffer.from(spaced(body, spaces)), "alerts", 1_000);
          expect(split?.items?.map(parse)).toEqual(parse(JSON.stringify(list)));
          expect(parse(split!.envelope)).toEqual(parse(JSON.stringify({ ...body, alerts: [] })));
        },
      ),
    );
  });

  it("anything else is left whole", async () => {
    for (const text of ['{"a":1}', '{"alerts":{}}', '"alerts"', "5", "null", "{}"])
      expect(await splitJson(Buffer.from(text), "alerts", 10)).toEqual({
        envelope: text,
        items: null,
        count: 0,
      });
  });
});

it("counts all and keeps the first", async () => {
  const split = await splitJson(Buffer.from("[1, 2, 3, 4]"), null, 2);
  expect(split).toMatchObject({ count: 4 });
  expect(split?.items?.map(String)).toEqual(["1", "2"]);
});

it.each(["[1 2]", "[1,", "[", "[,1]", '{"alerts":[1', '{"a" 1}', "[1}", '["'])(
  "%s is no JSON, or its parts are none",
  async (text) => {
    const parts = async () => {
      const split = await splitJson(Buffer.from(text), text.startsWith("{") ? "alerts" : null, 10);
      if (split === null) throw new SyntaxError("no JSON");
      return [split.envelope, ...(split.items ?? [])].map(parse);
    };
    await expect(parts()).rejects.toThrow(SyntaxError);
  },
);

it("refuses more values in one place than any tool sends", async () => {
  const many = Array(10_001).fill(0);
  const refusal = (body: unknown, member: string | null) =>
    expect(splitJson(Buffer.from(JSON.stringify(body)), member, 10)).rejects.toThrow(
      "more than 10000 values",
    );
  await refusal([many], null);
  for (const body of [{ alerts: [many] }, { many, alerts: [] }, { alerts: [], many }])
    await refusal(body, "alerts");
});
