/** Letters written from right to left, and the invisible characters that turn directions around. */
const turns =
  /[\p{Bidi_Control}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const opens = /[\u2066-\u2068]/;
const isolateFirstStrong = "\u2068";
const endOfIsolate = "\u2069";

/**
 * Text of tools and people inside a sentence of ours: whatever its direction, the words beside it keep theirs.
 * Where it has an element of its own, `<bdi>` does the same.
 */
export function isolated(text: string): string {
  return turns.test(text) ? `${isolateFirstStrong}${balanced(text)}${endOfIsolate}` : text;
}

/** An unmatched end in the text would end our own isolate. */
function balanced(text: string): string {
  let open = 0;
  let kept = "";
  for (const character of text) {
    if (opens.test(character)) open++;
    else if (character === endOfIsolate && open-- === 0) {
      open = 0;
      continue;
    }
    kept += character;
  }
  return kept + endOfIsolate.repeat(Math.max(0, open));
}
