/** Joiners and selectors that change what is seen: within an emoji, and between two forms of one kanji. */
const seen = /\p{RGI_Emoji}|\p{Ideographic}\p{Variation_Selector}/gv;
/** Line ends are a matter of the field. */
const invisible = /(?![\t\n\r])[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/u;

/**
 * Where a character of no width is copied along, a text looks right and is equal to nothing: what is wrong with it, without
 * repeating it; null where everything in it can be seen.
 */
export function problemOfInvisible(text: string): string | null {
  const found = invisible.exec(text.replace(seen, (emoji) => "x".repeat(emoji.length)));
  if (found === null) return null;
  const place = [...text.slice(0, found.index)].length + 1;
  const codePoint = found[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
  return `expected characters that can be seen: character ${place} is U+${codePoint}`;
}
