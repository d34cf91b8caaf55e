/** Invisible characters with a visible effect: inside an emoji, or between two forms of one kanji. */
const seen = /\p{RGI_Emoji}|\p{Ideographic}\p{Variation_Selector}/gv;
/** Each field decides for itself about line ends. */
const invisible = /(?![\t\n\r])[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/u;

/**
 * Says which character of a text is invisible, without quoting the text; null if all are visible. A text with a
 * copied invisible character looks right but equals nothing.
 */
export function problemOfInvisible(text: string): string | null {
  const found = invisible.exec(text.replace(seen, (emoji) => "x".repeat(emoji.length)));
  if (found === null) return null;
  const place = [...text.slice(0, found.index)].length + 1;
  const codePoint = found[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
  return `expected characters that can be seen: character ${place} is U+${codePoint}`;
}
