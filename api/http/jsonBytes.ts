import { DomainError } from "../../domain/errors.ts";

export const [quote, backslash] = [0x22, 0x5c];
/** How many bytes are scanned before other requests get a turn. */
export const pieceBytes = 256 * 1024;
/** No real alert has more spaces in a row. */
const mostSpaces = 1024 * 1024;

export const isSpace = (byte: number): boolean =>
  byte <= 0x20 && (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09);

/** The position of the next byte that is not a space. */
export function skipSpace(bytes: Buffer, from: number): number {
  const until = Math.min(from + mostSpaces, bytes.length);
  let at = from;
  while (at < until && isSpace(bytes[at]!)) at += 1;
  if (at < until || at === bytes.length || !isSpace(bytes[at]!)) return at;
  throw new DomainError("body_too_large", `The body holds more than ${mostSpaces} spaces in one place.`);
}

/** Where the text ends, or a place from `until` on that is not within an escape. */
export function endOfText(bytes: Buffer, from: number, until: number): number {
  const end = Math.min(until, bytes.length);
  let at = from;
  while (at < end && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1;
  return at;
}
