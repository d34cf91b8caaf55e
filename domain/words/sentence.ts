import type { Language } from "./language.ts";

/** The names in `{name}様へ架電中（{round}巡目）`: name and round. */
type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;
type Values<Text extends string> = Record<Names<Text>, string | number>;

/** Says the sentence, in Japanese by default. */
type Speak<Text extends string> = [Names<Text>] extends [never]
  ? (language?: Language) => string
  : (values: Values<Text>, language?: Language) => string;

interface Template {
  ja: string;
  en: string;
}

export type Sentence<Text extends string = string> = Speak<Text> & Template;

/**
 * One sentence of ours in both languages, worded at once for a known reader; `{name}` is filled in unchanged. Use a
 * phrase (phrase.ts) for a text that is stored and read later.
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

/** Fills the values into a template; a nested place, `{$reason}`, holds another text (phrase.ts). */
export const fill = (template: string, wordsOf: (name: string, isNested: boolean) => string): string =>
  template.replace(place, (_all, nested: string, name: string) => wordsOf(name, nested === "$"));
