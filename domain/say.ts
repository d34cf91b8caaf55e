import * as reasons from "./incidents/reasons.ts";
import { translate } from "./translate.ts";
import type { Language } from "./words/language.ts";
import type { Text, Worded, Wording } from "./words/phrase.ts";

const known = new Map(
  [reasons]
    .flatMap((areas): Record<string, Worded>[] => Object.values(areas))
    .flatMap((area) => Object.values(area))
    .map(({ named, words }) => [named, words as Wording<object>]),
);

/** What is kept, in words: a phrase of ours in the language asked for, anything else as it is. */
export function say(text: Text, language: Language = "ja"): string {
  if (typeof text === "string") return translate(text, language);
  return known.get(text.phrase)?.(text, { language, say: (inner) => say(inner, language) }) ?? text.phrase;
}
