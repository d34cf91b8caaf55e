import type { Language } from "./language.ts";
import type { Reader } from "./phrase.ts";
import { sentence } from "./sentence.ts";

/** The separators of lists. */
export const listTexts = {
  between: sentence("、", ", "),
  /** Between short words that belong together: 低・中. */
  betweenWords: sentence("・", ", "),
  /** Between whole acts, which may contain lists themselves. */
  betweenActs: sentence("、", "; "),
};

/** Joins the parts of a list: 佐藤、鈴木 */
export const listed = (parts: readonly string[], language: Language): string =>
  parts.join(listTexts.between(language));

/** The same in a sentence's place. */
export const listFor = (parts: readonly string[], { language }: Reader): string => listed(parts, language);
