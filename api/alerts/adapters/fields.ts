import { z } from "zod";
import { beginningOf } from "../storable.ts";

export const longestName = 1_024;
export const longestValue = 4_096;
export const longestLog = 65_536;
export const longestFingerprint = 256;
const lastInstant = Date.UTC(9999, 11, 31);

/**
 * Limits a text's length in characters. A character outside the Basic Multilingual Plane counts as one, as in
 * the tools.
 */
export const atMost = (longest: number) =>
  z.string().refine((text) => text.length <= longest || isShort(text, longest), {
    error: `must be at most ${longest} characters`,
  });

/** A character takes at most two UTF-16 units, so a text of more than twice the limit need not be counted. */
const isShort = (text: string, longest: number): boolean =>
  text.length <= 2 * longest && [...text].length <= longest;

/** A name that every alert must have. */
export const name = atMost(longestName).regex(/\S/, "must not be empty");

/** Left out, null and empty mean the same. */
export const optionalName = atMost(longestName).nullish().transform(emptyIsNone);

const scalar = z
  .union([z.string(), z.number(), z.boolean()], { error: "expected a text or a number" })
  .transform(String);

/** A measured value: text or a number. One too long for anyone to read is cut, not refused. */
export const value = scalar
  .nullish()
  .transform((text) => emptyIsNone(text && beginningOf(text, longestValue)));

/** Log lines. Long ones are cut, not refused. */
export const log = scalar.nullish().transform((text) => emptyIsNone(text && beginningOf(text, longestLog)));

/**
 * The tool's own time, with its zone. Go's zero time (year 1) and other impossible times count as no time.
 */
export const instant = z.iso
  .datetime({ offset: true, error: "expected a time with its zone, like 2026-11-22T09:00:00+09:00" })
  .nullish()
  .transform((text) => {
    const at = text ? Date.parse(text) : 0;
    return at > 0 && at < lastInstant ? new Date(at) : null;
  });

export const details = z.record(z.string(), z.unknown(), { error: "expected an object" });

/** Stored unchanged, for people to read. */
export const anything = z.unknown().optional();

function emptyIsNone(text: string | null | undefined): string | null {
  return text || null;
}
