/** Directions hidden in text can make one word read as another; a zero-width joiner (emoji) does no harm. */
const hiddenDirections = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g;
/** What no medium can carry: controls, noncharacters (U+FFFF makes XML invalid), and characters of no width. */
const unprintable = /[\p{Cc}\p{Noncharacter_Code_Point}\u00ad\u200b\u2060\ufeff\ufff9-\ufffb]/gu;

/** Text from a tool as one well-formed line: white space and line ends folded to one space, nothing invisible. */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\S\ufeff]|\u0085/g, " ")
    .replace(unprintable, "")
    .replace(hiddenDirections, "")
    .replace(/ {2,}/g, " ")
    .trim();
}

/** Text of several lines, with what a terminal or a mail reader might obey taken out. */
export function severalLines(text: string): string {
  const lines = text.toWellFormed().split(/\r\n?|[\n\u0085\u2028\u2029]/);
  return lines
    .map((line) => line.replace(/\t/g, "  ").replace(unprintable, "").replace(hiddenDirections, ""))
    .join("\n");
}

const graphemes = new Intl.Segmenter("ja", { granularity: "grapheme" });

/** At most so many code points, cut at a grapheme's border (R5.4): no broken letter, no half emoji. */
export function cutAtGrapheme(text: string, mostCodePoints: number): string {
  // A text is never longer in code points than in UTF-16 units.
  if (text.length <= mostCodePoints) return text;
  let codePoints = 0;
  for (const { segment, index } of graphemes.segment(text)) {
    codePoints += [...segment].length;
    if (codePoints > mostCodePoints) return text.slice(0, index);
  }
  return text;
}

/** The same, and a person sees that something was cut. */
export function shorten(text: string, mostCodePoints: number): string {
  const cut = cutAtGrapheme(text, mostCodePoints);
  return cut === text ? text : `${cutAtGrapheme(text, mostCodePoints - 1)}…`;
}

export const orDash = (text: string | null): string => text?.trim() || "-";
