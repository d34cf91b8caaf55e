import { createHash } from "node:crypto";

/** Nobody means to nest deeper; PostgreSQL and V8 give up at some thousands. */
const deepest = 32;
const longestDetails = 65_536;
/** PostgreSQL's indexes take entries of less than 2,704 bytes; the rest of an entry needs its part. */
const longestKeyBytes = 1_024;

/**
 * A parsed body as PostgreSQL can keep it: without NUL characters, without halves of surrogate pairs, and not
 * nested without end. Nothing is refused for it: an alert with a stray character is an alert.
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

/** The beginning of a text, not cut through a character. */
export function beginningOf(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const inPair = text.codePointAt(longest - 1)! > 0xffff;
  return text.slice(0, inPair ? longest - 1 : longest);
}

/** Details as they are, or as the beginning of their text where they are too long to be read by anybody. */
export function storableDetails(details: Record<string, unknown>): Record<string, unknown> {
  const text = JSON.stringify(details);
  if (text.length <= longestDetails) return details;
  const { unreadable } = details;
  return { cut: beginningOf(text, longestDetails), ...(unreadable !== undefined && { unreadable }) };
}

/** A key as long as an index takes it; a longer one is told apart by its hash. */
export function storableKey(key: string): string {
  if (Buffer.byteLength(key) <= longestKeyBytes) return key;
  return `${beginningOf(key, 200)}#${createHash("sha256").update(key).digest("hex")}`;
}
