/** Direction marks hidden in text can make one word read as another. A zero-width joiner (emoji) does no harm. */
const hiddenDirections = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g;
/**
 * Characters that no medium can carry: controls, noncharacters (U+FFFF makes XML invalid) and zero-width characters.
 */
const unprintable = /[\p{Cc}\p{Noncharacter_Code_Point}\u00ad\u200b\u2060\ufeff\ufff9-\ufffb]/gu;

/**
 * Turns text from a tool into one well-formed line: white space and line ends become one space, invisible characters
 * go.
 */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\S\ufeff]|\u0085/g, " ")
    .replace(unprintable, "")
    .replace(hiddenDirections, "")
    .replace(/ {2,}/g, " ")
    .trim();
}

/** Cleans text of several lines of everything that a terminal or a mail reader might obey. */
export function severalLines(text: string): string {
  const lines = text.toWellFormed().split(/\r\n?|[\n\u0085\u2028\u2029]/);
  return lines
    .map((line) => line.replace(/\t/g, "  ").replace(unprintable, "").replace(hiddenDirections, ""))
    .join("\n");
}

const graphemes = new Intl.Segmenter("ja", { granularity: "grapheme" });

/** Cuts a text to this many code points at a grapheme's border, so no letter or emoji is broken (R5.4). */
export function cutAtGrapheme(text: string, mostCodePoints: number): string {
  // A text never has more code points than UTF-16 units.
  if (text.length <= mostCodePoints) return text;
  let codePoints = 0;
  for (const { segment, index } of graphemes.segment(text)) {
    codePoints += [...segment].length;
    if (codePoints > mostCodePoints) return text.slice(0, index);
  }
  return text;
}

/** Does the same, and marks the cut with `…`. */
export function shorten(text: string, mostCodePoints: number): string {
  const cut = cutAtGrapheme(text, mostCodePoints);
  return cut === text ? text : `${cutAtGrapheme(text, mostCodePoints - 1)}…`;
}

export const orDash = (text: string | null): string => text?.trim() || "-";
