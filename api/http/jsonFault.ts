/** Beyond this the place of a stray token is not looked for: it would cost more than the answer is worth. */
const longestSearched = 64 * 1024;

/** What keeps a text from being JSON, with the place; no more of the text than the one token is repeated. */
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
 * V8 names the place of most faults, but not of a token that cannot stand where it stands. Its parser reads from
 * left to right, so the shortest beginning of the text that has this fault ends with the token.
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
