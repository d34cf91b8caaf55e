import * as catalogue from "./catalogue.ts";
import type { Language } from "./words/language.ts";
import { fill, type Place, placesOf, type Template } from "./words/sentence.ts";

interface Pattern {
  places: readonly Place[];
  rest: string;
  en: string;
  /** How much it says of itself. */
  literalLength: number;
}

const isTemplate = (value: unknown): value is Template =>
  typeof value === "function" && "ja" in value && "en" in value;

const templates: readonly Template[] = Object.values(catalogue)
  .flatMap((area): unknown[] => Object.values(area))
  .filter(isTemplate);

const fixed = new Map<string, string>();
const patterns: Pattern[] = [];
for (const { ja, en } of templates) {
  const { places, rest } = placesOf(ja);
  const literalLength = places.reduce((sum, { before }) => sum + before.length, rest.length);
  if (places.length === 0) fixed.set(ja, en);
  else patterns.push({ places, rest, en, literalLength });
}

/** No sentence of ours holds more inside each other; what a stranger nests deeper stays as it is. */
const deepest = 5;

/**
 * A sentence of ours, kept in Japanese, in the language asked for. Rows and histories of any age can be read so, and
 * nothing but what the catalogue holds is touched: other texts (a person's note, a provider's own words) stay as
 * they are.
 */
export const translate = (text: string, language: Language): string =>
  language === "ja" ? text : toEnglish(text, deepest);

export const translateOrNull = (text: string | null, language: Language): string | null =>
  text === null ? null : translate(text, language);

/** Its parts are translated only once a sentence fits as a whole, so that the time grows with the text alone. */
function toEnglish(text: string, depth: number): string {
  const whole = fixed.get(text);
  if (whole !== undefined || depth === 0) return whole ?? text;
  const fit = patterns.flatMap((pattern) => fitOf(text, pattern) ?? []).reduce(outermost, null);
  if (fit === null) return text;
  const values = new Map(
    fit.parts.map(({ name, nested, value }) => [name, nested ? toEnglish(value, depth - 1) : value]),
  );
  return fill(fit.pattern.en, (name) => values.get(name) ?? "");
}

interface Fit {
  pattern: Pattern;
  parts: { name: string; nested: boolean; value: string }[];
  /** Where the sentence's own first words stand in the text. */
  begins: number;
}

/**
 * Of several that fit, the one whose own words begin first: a sentence begins before what it holds. Of those, the one
 * that says more: 「{name} 様への架電: {outcome}（{reason}）」 before 「{name} 様への架電: {outcome}」.
 */
function outermost(best: Fit | null, fit: Fit): Fit {
  if (best === null || fit.begins < best.begins) return fit;
  return fit.begins === best.begins && fit.pattern.literalLength > best.pattern.literalLength ? fit : best;
}

/** Left to right, each piece where it first fits: linear in the text, whatever it holds. */
function fitOf(text: string, pattern: Pattern): Fit | null {
  const { places, rest } = pattern;
  const first = places[0]!.before;
  if (!text.startsWith(first) || !text.endsWith(rest)) return null;
  const parts: Fit["parts"] = [];
  let from = first.length;
  const end = text.length - rest.length;
  let begins = first === "" ? null : 0;
  for (const [index, { name, nested }] of places.entries()) {
    const next = places[index + 1];
    const until = next === undefined ? end : text.indexOf(next.before, from + 1);
    if (until <= from || until > end) return null;
    begins ??= until;
    parts.push({ name, nested, value: text.slice(from, until) });
    from = until + (next?.before.length ?? 0);
    if (from > end) return null;
  }
  return { pattern, parts, begins: begins ?? 0 };
}
