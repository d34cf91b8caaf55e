import type { Language } from "./language.ts";
import { fill, type Sentence } from "./sentence.ts";

/**
 * A sentence of ours as rows and histories keep it: its name and its values. It gets its words when it is read, in
 * the reader's language.
 */
export interface Phrase {
  readonly phrase: string;
  readonly [value: string]: unknown;
}

/** A phrase of ours, or what a person, a tool or a provider said, unchanged. */
export type Text = Phrase | string;

/** The reader for whom something is worded. */
export interface Reader {
  language: Language;
  /** Words a text inside the sentence. */
  say(text: Text): string;
}

/** Words one value of a sentence: a table of words, or a function. */
type Place = Readonly<Record<string, Sentence<"">>> | ((value: never, reader: Reader) => string);

type Marks<Template extends string> = Template extends `${string}{${infer Mark}}${infer Rest}`
  ? Mark | Marks<Rest>
  : never;
type Bare<Mark> = Mark extends `$${infer Name}` ? Name : Mark;
type Names<Template extends string> = Bare<Marks<Template>> & string;

type Known<OfPlace> = OfPlace extends (value: infer Value, reader: Reader) => string
  ? Value
  : keyof OfPlace & string;

/**
 * `{name}` is a text or a number, unchanged; `{$reason}` is a `Text`; values listed in `places` are worded
 * accordingly.
 */
type ValuesOf<Template extends string, Places> = {
  [Mark in Marks<Template> as Bare<Mark> & string]: Bare<Mark> extends keyof Places
    ? Known<Places[Bare<Mark>]>
    : Mark extends `$${string}`
      ? Text
      : string | number;
};

/** Words a sentence from its values. */
export type Wording<Values> = (values: Values, reader: Reader) => string;

/** Declares a sentence in each language, worded when it is read. */
export function wording<
  const Ja extends string,
  const En extends string,
  const Places extends { readonly [Name in Names<Ja>]?: Place } = Record<never, never>,
>(
  ja: Ja,
  en: [Names<En>] extends [Names<Ja>] ? En : never,
  places?: Places,
): Wording<ValuesOf<Ja, Places>> & { ja: Ja; en: string } {
  const word = (values: Readonly<Record<string, unknown>>, reader: Reader): string =>
    fill(reader.language === "ja" ? ja : en, (name, isNested) => {
      const [value, place] = [values[name] ?? "", places?.[name as Names<Ja>]];
      if (place !== undefined) return worded(values[name], place, reader);
      return isNested ? reader.say(value as Text) : String(value);
    });
  return Object.assign(word as Wording<ValuesOf<Ja, Places>>, { ja, en });
}

const worded = (value: unknown, place: Place, reader: Reader): string =>
  typeof place === "function"
    ? place(value as never, reader)
    : (place[String(value)]?.(reader.language) ?? String(value));

/** A sentence without values needs only its words. */
type Entry = Wording<never> | readonly [ja: string, en: string];

type Make<Kept, Values> = [keyof Values] extends [never] ? () => Kept : (values: Values) => Kept;

/** The maker of one phrase; it holds the phrase's wording. */
export interface Worded {
  readonly named: string;
  readonly words: Wording<never>;
}

/** Makes the phrases of one area. Each is made from its values and named by area and key. */
export function phrases<Table extends Readonly<Record<string, Entry>>>(
  area: string,
  table: Table,
): {
  [Key in keyof Table]: (Table[Key] extends Wording<infer Values> ? Make<Phrase, Values> : () => Phrase) &
    Worded;
} {
  const makers = Object.entries(table).map(([key, entry]) => {
    const named = `${area}.${key}`;
    const words = typeof entry === "function" ? entry : wording<string, string>(entry[0], entry[1]);
    const make = (values: object = {}): Phrase => ({ phrase: named, ...values });
    return [key, Object.assign(make, { named, words })];
  });
  return Object.fromEntries(makers);
}

/** A reason in brackets for the end of a sentence; empty without a reason. */
export const because = (reason: Text | null, { language, say }: Reader): string => {
  if (reason === null) return "";
  return language === "ja" ? `（${say(reason)}）` : ` (${say(reason)})`;
};

/** Packs a text into a string, for libraries whose messages can be nothing else; `unpacked` reads it again. */
export const packed = (phrase: Phrase): string => JSON.stringify(phrase);

export const unpacked = (message: string): Text =>
  message.startsWith('{"phrase":') ? (JSON.parse(message) as Phrase) : message;
