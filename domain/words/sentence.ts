import type { Language } from "./language.ts";

/** The names in `{name} 様への架電をスキップしました（{$reason}）`: name and reason. */
type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Bare<Name> | Names<Rest>
  : never;
type Bare<Name extends string> = Name extends `$${infer Rest}` ? Rest : Name;
type Values<Text extends string> = Record<Names<Text>, string | number>;

/** Says the sentence, in Japanese by default. */
type Speak<Text extends string> = [Names<Text>] extends [never]
  ? (language?: Language) => string
  : (values: Values<Text>, language?: Language) => string;

export interface Template {
  ja: string;
  en: string;
}

export type Sentence<Text extends string = string> = Speak<Text> & Template;

/**
 * One sentence of ours in each language. `{name}` is filled in as it is; `{$reason}` with a sentence of ours, which
 * is translated with the one around it (translate.ts). What is kept is the Japanese.
 */
export function sentence<const Ja extends string, const En extends string>(
  ja: Ja,
  en: [Names<En>] extends [Names<Ja>] ? En : never,
): Sentence<Ja> {
  const texts: Template = { ja, en };
  const speak = (...given: [Language?] | [Record<string, string | number>, Language?]): string => {
    const [values, language] = typeof given[0] === "object" ? given : [{}, given[0]];
    return fill(texts[(language as Language | undefined) ?? "ja"], (name) => String(values[name] ?? ""));
  };
  return Object.assign(speak, texts) as unknown as Sentence<Ja>;
}

/** Texts by what they name, such as a state: `words({ open: ["対応中", "open"] }).open("en")`. */
export function words<const Key extends string>(
  table: Record<Key, readonly [ja: string, en: string]>,
): Record<Key, Sentence<"">> {
  const entries = Object.entries<readonly [string, string]>(table);
  return Object.fromEntries(entries.map(([key, [ja, en]]) => [key, sentence(ja, en as never)])) as never;
}

/** A whole table in one language. */
export const wordsIn = <Key extends string>(
  table: Readonly<Record<Key, Sentence<"">>>,
  language: Language,
): Record<Key, string> =>
  Object.fromEntries(
    Object.entries<Sentence<"">>(table).map(([key, word]) => [key, word(language)]),
  ) as Record<Key, string>;

const place = /\{(\$?)(\w+)\}/g;

/** Fills the values into a template. */
export const fill = (template: string, wordsOf: (name: string, isNested: boolean) => string): string =>
  template.replace(place, (_all, nested: string, name: string) => wordsOf(name, nested === "$"));

/** One place of a template, with the text before it. */
export interface Place {
  before: string;
  name: string;
  /** Filled with a sentence of ours. */
  nested: boolean;
}

/** Takes a template apart: its places in order, and the text after the last. */
export function placesOf(template: string): { places: Place[]; rest: string } {
  let from = 0;
  const places = [...template.matchAll(place)].map((match) => {
    const before = template.slice(from, match.index);
    from = match.index + match[0].length;
    return { before, name: match[2]!, nested: match[1] === "$" };
  });
  return { places, rest: template.slice(from) };
}
