import { z } from "zod";
import { beginningOf } from "../storable.ts";

export const longestName = 1_024;
export const longestValue = 4_096;
export const longestLog = 65_536;
export const longestFingerprint = 256;
const lastInstant = Date.UTC(9999, 11, 31);

/** At most so many characters; one outside the Basic Multilingual Plane is one, as tools count. */
export const atMost = (longest: number) =>
  z.string().refine((text) => text.length <= longest || isShort(text, longest), {
    error: `must be at most ${longest} characters`,
  });

/** No character is longer than two units: what is longer than that need not be counted. */
const isShort = (text: string, longest: number): boolean =>
  text.length <= 2 * longest && [...text].length <= longest;

/** What an alert cannot do without. */
export const name = atMost(longestName).regex(/\S/, "must not be empty");

/** Left out, null and empty mean the same. */
export const optionalName = atMost(longestName).nullish().transform(emptyIsNone);

const scalar = z
  .union([z.string(), z.number(), z.boolean()], { error: "expected a text or a number" })
  .transform(String);

/** What was measured: a text or a number. The part that nobody would read is cut, not refused. */
export const value = scalar
  .nullish()
  .transform((text) => emptyIsNone(text && beginningOf(text, longestValue)));

/** Lines of a log: long ones are cut, not refused. */
export const log = scalar.nullish().transform((text) => emptyIsNone(text && beginningOf(text, longestLog)));

/**
 * The tool's own time, with its zone. Go's zero time (year 1) and whatever else no clock shows today mean that it
 * gives none.
 */
export const instant = z.iso
  .datetime({ offset: true, error: "expected a time with its zone, like 2026-11-22T09:00:00+09:00" })
  .nullish()
  .transform((text) => {
    const at = text ? Date.parse(text) : 0;
    return at > 0 && at < lastInstant ? new Date(at) : null;
  });

export const details = z.record(z.string(), z.unknown(), { error: "expected an object" });

/** Kept as it came, for people to read. */
export const anything = z.unknown().optional();

function emptyIsNone(text: string | null | undefined): string | null {
  return text || null;
}
