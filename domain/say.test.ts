import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { say } from "./say.ts";
import { shownOf } from "./timeline.ts";
import { packed, unpacked } from "./words/phrase.ts";
import { sentence } from "./words/sentence.ts";

interface Template {
  ja: string;
  en: string;
}
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

const namesIn = (text: string): string[] => [...text.matchAll(/\{\$?(\w+)\}/g)].map(([, name = ""]) => name);

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

  it("that are no phrase of ours stay as they are", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect([say(text), say(text, "en")]).toEqual([text, text]);
      }),
    );
  });
});

describe("a phrase", () => {
  it("holds names as they are, also with marks or sentences in them", () => {
    const name = "{by}が担当しています";
    expect(say({ phrase: "take.taken", by: name }, "en")).toBe(`${name} has it`);
  });

  it("is worded with the phrases inside it, in one language", () => {
    const reason = { phrase: "recording.notHandedOver", status: 500 };
    expect(say({ phrase: "recording.unplayable", reason }, "en")).toBe(
      "The recording cannot be played. The telephone provider did not hand over the recording (HTTP 500)",
    );
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
