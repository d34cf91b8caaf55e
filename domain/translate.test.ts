import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as catalogue from "./catalogue.ts";
import { attentionTexts } from "./incidents/phaseTexts.ts";
import { say } from "./say.ts";
import { shownOf } from "./timeline.ts";
import { translate } from "./translate.ts";
import { packed, unpacked } from "./words/phrase.ts";
import { placesOf, sentence, type Template } from "./words/sentence.ts";

const isTemplate = (value: unknown): value is Template =>
  typeof value === "function" && "ja" in value && "en" in value;

interface Maker {
  named: string;
  words?: unknown;
  declared?: { words: unknown };
}
const isMaker = (value: unknown): value is Maker => typeof value === "function" && "named" in value;
/** That of a phrase or an event is behind its maker. */
const wordingOf = (text: unknown): unknown => (isMaker(text) ? (text.words ?? text.declared?.words) : text);

const named = (areas: object): (readonly [string, Template])[] =>
  Object.entries(areas).flatMap(([area, texts]: [string, object]) =>
    Object.entries(texts).flatMap(([name, text]: [string, unknown]) => {
      const template = wordingOf(text);
      return isTemplate(template) ? [[`${area}.${name}`, template] as const] : [];
    }),
  );
const kept = named(catalogue);
const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

/** All texts, kept or composed for their reader. */
const files = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" }).filter((file) =>
  /([tT]exts|events|reasons|actions\/words|^words\/\w+)\.ts$/.test(file),
);
const modules = await Promise.all(
  files.map((file): Promise<object> => import(/* @vite-ignore */ `./${file}`)),
);
const all = modules.flatMap(named);
const makers = modules
  .flatMap((areas) => Object.values(areas))
  .flatMap((area: object) => Object.values(area))
  .filter(isMaker);

const namesIn = (text: string): string[] => placesOf(text).places.map(({ name }) => name);

const speak = (template: Template, values: Record<string, string>, language?: "ja" | "en"): string =>
  (template as unknown as (values: object, language?: string) => string)(values, language);

describe("the texts", () => {
  it.each(makers.map((maker) => [maker.named, maker] as const))(
    "%s can be read once it is kept",
    (name, maker) => {
      // What words are made of, not only filled in.
      const made = { by: "山田", heardBy: "山田", reason: null, undone: [], failed: [] };
      if (maker.words !== undefined) expect(say({ phrase: name, ...made })).not.toBe(name);
      else expect(shownOf({ event: name } as never)).toHaveProperty("audience");
    },
  );

  it.each(all)("%s says in English what it says in Japanese", (_name, { ja, en }) => {
    expect(new Set(namesIn(en))).toEqual(new Set(namesIn(ja)));
    expect(en.replace(/\{\$?\w+\}/g, "")).not.toMatch(japanese);
  });

  it.each(kept)("knows %s again, with the sentences inside it", (_name, template) => {
    const told = (language: "ja" | "en"): Record<string, string> =>
      Object.fromEntries(
        placesOf(template.ja).places.map(({ name, nested }, index) => [
          name,
          nested ? attentionTexts.callback(language) : `value${index}`,
        ]),
      );
    expect(translate(speak(template, told("ja")), "en")).toBe(speak(template, told("en"), "en"));
  });

  it("says one thing in one way", () => {
    const english = new Map<string, string>();
    for (const [name, { ja, en }] of kept) {
      expect(english.get(ja) ?? en, `${name}: ${ja}`).toBe(en);
      english.set(ja, en);
    }
  });

  it.each(kept)("%s has words of its own around each place", (_name, { ja }) => {
    const { places, rest } = placesOf(ja);
    expect(places.slice(1).filter(({ before }) => before === "")).toEqual([]);
    expect(places.map(({ before }) => before).join("") + rest).not.toBe("");
  });
});

describe("translate", () => {
  it("leaves Japanese readers what was kept", () => {
    expect(translate("佐藤が担当しています", "ja")).toBe("佐藤が担当しています");
  });

  it("leaves text that is no sentence of ours as it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        fc.pre(!japanese.test(text));
        expect(translate(text, "en")).toBe(text);
      }),
    );
  });

  it.each([
    ["beginnings", "このインシデントは".repeat(20_000)],
    ["sentences inside sentences", "オペレーターへの連絡（".repeat(20_000)],
    ["marks of many sentences", "（ 様への架電: が、 レベル: ".repeat(20_000)],
    [
      "brackets around brackets",
      `${"エスカレーションを開始しました（".repeat(10_000)}x${"）".repeat(10_000)}`,
    ],
  ])("answers at once, however many %s a text holds", (_name, hostile) => {
    const before = performance.now();
    translate(hostile, "en");
    expect(performance.now() - before).toBeLessThan(500);
  });
});

describe("a phrase", () => {
  it("holds names as they are, also with marks or sentences in them", () => {
    const name = "{by}が担当しています";
    expect(say({ phrase: "take.taken", by: name }, "en")).toBe(`${name} has it`);
  });

  it("has a name of its own", () => {
    const names = makers.map(({ named }) => named);
    expect(names).toEqual([...new Set(names)]);
  });

  it("comes through a library that keeps only text as its message", () => {
    const phrase = { phrase: "field.atMost", most: 5 };
    expect(unpacked(packed(phrase))).toEqual(phrase);
    expect(unpacked("is required")).toBe("is required");
  });
});

describe("a sentence", () => {
  it("is Japanese unless asked otherwise", () => {
    const told = sentence("{name} 様へ{times}回", "{name}, {times} times");
    expect(told({ name: "佐藤", times: 2 })).toBe("佐藤 様へ2回");
    expect(told({ name: "佐藤", times: 2 }, "en")).toBe("佐藤, 2 times");
  });
});
