import { createHash } from "node:crypto";

/** Nobody nests deeper on purpose; PostgreSQL and V8 fail at some thousands of levels. */
const deepest = 32;
const longestDetails = 65_536;
/** An entry of a PostgreSQL index takes less than 2,704 bytes; its other columns need their share. */
const longestKeyBytes = 1_024;

/**
 * Makes a parsed body storable in PostgreSQL: without NUL characters or lone surrogates, and not nested too
 * deep. Nothing is refused: an alert with a stray character is still an alert.
 */
export function storable(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return storableText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth === deepest) return "…";
  if (Array.isArray(value)) return value.map((item) => storable(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [storableText(key), storable(item, depth + 1)]),
  );
}

const storableText = (text: string): string => text.replaceAll("\0", "").toWellFormed();

/** The beginning of a text, never cut within a character. */
export function beginningOf(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const inPair = text.codePointAt(longest - 1)! > 0xffff;
  return text.slice(0, inPair ? longest - 1 : longest);
}

/** Details unchanged, or the beginning of their text if they are too long for anyone to read. */
export function storableDetails(details: Record<string, unknown>): Record<string, unknown> {
  const text = JSON.stringify(details);
  if (text.length <= longestDetails) return details;
  const { unreadable } = details;
  return { cut: beginningOf(text, longestDetails), ...(unreadable !== undefined && { unreadable }) };
}

/** A key short enough for an index. A longer one keeps its beginning and ends with a hash. */
export function storableKey(key: string): string {
  if (Buffer.byteLength(key) <= longestKeyBytes) return key;
  return `${beginningOf(key, 200)}#${createHash("sha256").update(key).digest("hex")}`;
}
