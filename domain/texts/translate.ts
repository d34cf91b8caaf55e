import * as catalogue from "./catalogue.ts";
import type { Language } from "./language.ts";
import { fill, type Place, placesOf, type Template } from "./sentence.ts";

interface Pattern {
  places: readonly Place[];
  rest: string;
  en: string;
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
  if (places.length === 0) fixed.set(ja, en);
  else patterns.push({ places, rest, en });
}

/** What says more of itself fits better: 「{name}への架電: {outcome}」 before 「{name}への{what}」. */
const literalLength = ({ places, rest }: Pattern): number =>
  places.reduce((sum, { before }) => sum + before.length, rest.length);
patterns.sort((one, other) => literalLength(other) - literalLength(one));

/**
 * A sentence of ours, kept in Japanese, in the language asked for. Rows and histories of any age can be read so, and
 * nothing but what the catalogue holds is touched: other texts (a person's note, a provider's own words) stay as
 * they are.
 */
export function translate(text: string, language: Language): string {
  if (language === "ja") return text;
  const whole = fixed.get(text);
  if (whole !== undefined) return whole;
  for (const pattern of patterns) {
    const values = valuesIn(text, pattern, language);
    if (values !== null) return fill(pattern.en, values);
  }
  return text;
}

export const translateOrNull = (text: string | null, language: Language): string | null =>
  text === null ? null : translate(text, language);

/** Left to right, each piece where it first fits: linear in the text, whatever it holds. */
function valuesIn(
  text: string,
  { places, rest }: Pattern,
  language: Language,
): Record<string, string> | null {
  if (!text.startsWith(places[0]!.before) || !text.endsWith(rest)) return null;
  const values: Record<string, string> = {};
  let from = places[0]!.before.length;
  const end = text.length - rest.length;
  for (const [index, { name, nested }] of places.entries()) {
    const next = places[index + 1];
    const until = next === undefined ? end : text.indexOf(next.before, from + 1);
    if (until <= from || until > end) return null;
    const value = text.slice(from, until);
    values[name] = nested ? translate(value, language) : value;
    from = until + (next?.before.length ?? 0);
    if (from > end) return null;
  }
  return values;
}
