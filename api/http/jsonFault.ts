/** In a longer text we do not search for a stray token: that would cost more than the answer is worth. */
const longestSearched = 64 * 1024;

/** Why a text is not JSON, and where. It repeats only the faulty token of the text. */
export function jsonFault(text: string): string {
  const message = messageOfParsing(text) ?? "";
  if (text.trim() === "") return "the body is empty";
  const position = Number(/at position (\d+)/.exec(message)?.[1] ?? positionOfStrayToken(text, message));
  if (Number.isNaN(position)) return "the body is not JSON";
  const before = text.slice(0, position).split("\n");
  const place = `at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
  if (position >= text.length) return `the body ends too early, ${place}`;
  return `unexpected ${JSON.stringify(String.fromCodePoint(text.codePointAt(position)!))} ${place}`;
}

/**
 * V8 gives the position of most faults, but not of a misplaced token. Its parser reads from left to right, so
 * the shortest beginning of the text with this fault ends with that token.
 */
function positionOfStrayToken(text: string, message: string): number {
  if (message.startsWith("Unexpected end")) return text.length;
  if (text.length > longestSearched) return Number.NaN;
  let sound = 0;
  let faulty = text.length;
  while (faulty - sound > 1) {
    const middle = Math.floor((sound + faulty) / 2);
    if (messageOfParsing(text.slice(0, middle))?.startsWith("Unexpected token")) faulty = middle;
    else sound = middle;
  }
  return faulty - 1;
}

function messageOfParsing(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return (error as SyntaxError).message;
  }
}
