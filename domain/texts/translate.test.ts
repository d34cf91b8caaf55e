import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as catalogue from "./catalogue.ts";
import { placesOf, sentence, type Template } from "./sentence.ts";
import { translate } from "./translate.ts";

const isTemplate = (value: unknown): value is Template =>
  typeof value === "function" && "ja" in value && "en" in value;

const named = (areas: object): (readonly [string, Template])[] =>
  Object.entries(areas).flatMap(([area, texts]: [string, object]) =>
    Object.entries(texts)
      .filter((entry): entry is [string, Template] => isTemplate(entry[1]))
      .map(([name, template]) => [`${area}.${name}`, template] as const),
  );
const kept = named(catalogue);
const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

/** Whatever stands in this folder, kept or composed for its reader. */
const files = readdirSync(import.meta.dirname).filter((file) => !/^catalogue|\.test\.ts$/.test(file));
const modules = files.map((file): Promise<object> => import(/* @vite-ignore */ `./${file}`));
const all = (await Promise.all(modules)).flatMap(named);

const namesIn = (text: string): string[] => placesOf(text).places.map(({ name }) => name);

const speak = (template: Template, values: Record<string, string>, language?: "ja" | "en"): string =>
  (template as unknown as (values: object, language?: string) => string)(values, language);

describe("the texts", () => {
  it.each(all)("%s says in English what it says in Japanese", (_name, { ja, en }) => {
    expect(new Set(namesIn(en))).toEqual(new Set(namesIn(ja)));
    expect(en.replace(/\{\$?\w+\}/g, "")).not.toMatch(japanese);
  });

  it.each(kept)("knows %s again", (_name, template) => {
    const values = Object.fromEntries(namesIn(template.ja).map((name, index) => [name, `value${index}`]));
    expect(translate(speak(template, values), "en")).toBe(speak(template, values, "en"));
  });
});

describe("translate", () => {
  it("leaves Japanese readers what was kept", () => {
    expect(translate("佐藤が担当しています", "ja")).toBe("佐藤が担当しています");
  });

  it("leaves what is nobody's sentence as it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        fc.pre(!japanese.test(text));
        expect(translate(text, "en")).toBe(text);
      }),
    );
  });

  it("fills in names as they are, also with the marks of the sentence in them", () => {
    expect(translate("佐藤が担当していますが担当しています", "en")).toBe("佐藤が担当しています has it");
  });

  it("answers at once, however many half matches a text holds", () => {
    const hostile = "このインシデントは".repeat(20_000);
    const before = performance.now();
    expect(translate(hostile, "en")).toBe(hostile);
    expect(performance.now() - before).toBeLessThan(500);
  });
});

describe("a sentence", () => {
  it("is Japanese unless asked otherwise", () => {
    const told = sentence("{name} 様へ{times}回", "{name}, {times} times");
    expect(told({ name: "佐藤", times: 2 })).toBe("佐藤 様へ2回");
    expect(told({ name: "佐藤", times: 2 }, "en")).toBe("佐藤, 2 times");
  });
});
