import { z } from "zod";
import type { SecretName } from "./customers/configuration.ts";
import { readPhone } from "./customers/phone.ts";

/**
 * The values of a customer's file. Every message says what was expected. The code that shows it adds the given value,
 * except for secrets.
 */

/** A mapping of known fields; for any other field, the message lists the known ones. */
export function fields<Shape extends z.ZodRawShape>(shape: Shape) {
  const known = Object.keys(shape).join(", ");
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys" ? `expected one of ${known}` : `expected a mapping with ${known}`,
  });
}

/** A mapping whose keys the customer chooses; identifiers.ts checks them. */
export function named<Value extends z.ZodType>(what: string, value: Value) {
  return z.record(z.string(), value, `expected a mapping of ${what}`).nullish().transform(orElse({}));
}

export function list<Item extends z.ZodType>(item: Item, expected: string) {
  return z.array(item, expected);
}

/** null if it is left out or `null`. */
export function optional<Value extends z.ZodType>(value: Value) {
  return value.nullish().transform(orElse(null));
}

export function withDefault<Value extends z.ZodType, Fallback>(value: Value, fallback: Fallback) {
  return value.nullish().transform(orElse(fallback));
}

function orElse<Fallback>(fallback: Fallback) {
  return <Value>(value: Value): NonNullable<Value> | Fallback => value ?? fallback;
}

export function text(expected: string) {
  return z.string(expected).refine((value) => value.trim() !== "" && !/\p{Cc}/u.test(value), expected);
}

/** May have several lines. */
export const longText = z.string("expected text");

export function pattern(form: RegExp, expected: string) {
  return z.string(expected).regex(form, expected);
}

/**
 * A name that is sent to a machine unchanged. There, full-width letters and figures, half-width kana and so on look
 * like ordinary ones but differ.
 */
export function machineName(form: RegExp, expected: string) {
  return z
    .string(expected)
    .refine((value) => form.test(value) && value === value.normalize("NFKC"), expected);
}

export function oneOf<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.enum(words, `expected ${words.slice(0, -1).join(", ")} or ${words.at(-1)}`);
}

export function whole(what: string, from: number, to: number) {
  const expected = `expected ${what} from ${from} to ${to}`;
  return z.int(expected).min(from, expected).max(to, expected);
}

/** Longer than we wait for any incident, and short enough for every clock. */
const yearMinutes = 366 * 24 * 60;

export const minutes = whole("whole minutes", 1, yearMinutes);
export const minutesOrNever = whole("whole minutes, 0 for never,", 0, yearMinutes);
export const flag = z.boolean("expected true or false");

export const phone = z.string("expected a phone number in quotes").transform((value, context) => {
  const read = readPhone(value);
  if ("phone" in read) return read.phone;
  context.addIssue({ code: "custom", message: read.problem });
  return z.NEVER;
});

/**
 * Old Japanese mobile addresses break the standard (`a..b.@`), so only what no server could accept is refused.
 * Letters beyond ASCII are refused too: hardly any server accepts them, and most are full-width or invisible by
 * mistake.
 */
export const mail = pattern(
  /^[!#-'*+\-./0-9=?A-Z^_`a-z{|}~]{1,64}@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/i,
  "expected a mail address",
);

const secretNamePattern = /^[a-z0-9][a-z0-9._-]{0,99}$/i;

export const secret = z.string("expected secret:NAME").transform((value, context): SecretName => {
  const name = readSecretName(value);
  if (name !== null) return { secret: name };
  const message = "expected secret:NAME, with the value itself stored by `toban secret set`";
  context.addIssue({ code: "custom", message });
  return z.NEVER;
});

/** The NAME of `secret:NAME`; null for anything else. */
export function readSecretName(value: string): string | null {
  const name = value.startsWith("secret:") ? value.slice("secret:".length) : "";
  return isSecretName(name) ? name : null;
}

export function isSecretName(name: string): boolean {
  return secretNamePattern.test(name);
}
