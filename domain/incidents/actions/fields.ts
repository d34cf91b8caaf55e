import { isPlainText, longestTexts } from "../../people/said.ts";
import { saidTexts } from "../../words/fields.ts";
import type { Text } from "../../words/phrase.ts";

/**
 * The fields of an action, declared once: the API's schema, the workflow's check and the types of both are made from
 * them. They are plain data because a schema library is too large for the workflow's sandbox.
 */
export type Field = Kind & { isOptional?: true; description?: string };

type Kind =
  | { kind: "text"; longest: number; isOneLine: boolean }
  /** Several names of one kind. */
  | { kind: "names"; of: "recipients" | "chats" }
  | { kind: "choice"; choices: readonly string[] }
  /** As people write it in a request; E.164 in the workflow. */
  | { kind: "phone" }
  /** ISO 8601 in a request; epoch milliseconds in the workflow. */
  | { kind: "instant" }
  /** ISO 8601 everywhere. */
  | { kind: "isoTime" }
  | { kind: "whole"; least: number; most: number }
  | { kind: "flag" }
  | { kind: "runId" }
  | { kind: "parameters" };

export type Fields = Readonly<Record<string, Field>>;

export const text = (longest: number) => ({ kind: "text", longest, isOneLine: false }) as const;
export const line = (longest: number) => ({ kind: "text", longest, isOneLine: true }) as const;
/** An id of a contact, a runbook, a step and so on. */
export const name = () => line(longestTexts.name);
export const names = (of: "recipients" | "chats") => ({ kind: "names", of }) as const;
export const choice = <const Choices extends readonly string[]>(choices: Choices) =>
  ({ kind: "choice", choices }) as const;
export const phone = () => ({ kind: "phone" }) as const;
export const instant = () => ({ kind: "instant" }) as const;
export const isoTime = () => ({ kind: "isoTime" }) as const;
export const whole = (least: number, most: number) => ({ kind: "whole", least, most }) as const;
export const flag = () => ({ kind: "flag" }) as const;
export const runId = () => ({ kind: "runId" }) as const;
export const parameters = () => ({ kind: "parameters" }) as const;

/** Adds a description for the API's document. */
export const described = <F extends Field>(field: F, description: string) => ({ ...field, description });
export const optional = <F extends Field>(field: F) => ({ ...field, isOptional: true as const });

interface Values<Instant> {
  text: string;
  names: string[];
  phone: string;
  instant: Instant;
  isoTime: string;
  whole: number;
  flag: boolean;
  runId: string;
  parameters: Record<string, unknown>;
}

type Value<F extends Field, Instant> = F extends { choices: readonly (infer Choice)[] }
  ? Choice
  : Values<Instant>[Exclude<F["kind"], "choice">];

type OptionalNames<Of extends Fields> = {
  [Name in keyof Of]: Of[Name] extends { isOptional: true } ? Name : never;
}[keyof Of];

type Filled<Of extends Fields, Instant> = {
  -readonly [Name in Exclude<keyof Of, OptionalNames<Of>>]: Value<Of[Name], Instant>;
} & { -readonly [Name in OptionalNames<Of>]?: Value<Of[Name], Instant> };

/** The fields with the types a request gives them. */
export type Body<Of extends Fields> = Filled<Of, string>;
/** The fields with the types the workflow receives. */
export type Said<Of extends Fields> = Filled<Of, number>;

export const mostNames = 50;
/** E.164 has at most 15 digits. */
const internationalPhone = /^\+[1-9]\d{6,14}$/;

/**
 * Returns what is wrong with the fields the workflow receives, or null. The API has already checked its own requests,
 * but people can type anything into the Temporal UI.
 */
export function problemOf(fields: Fields, said: Readonly<Record<string, unknown>>): Text | null {
  for (const [name, field] of Object.entries(fields)) {
    const value = said[name] ?? null;
    if (value === null && field.isOptional) continue;
    const problem = problemOfOne(name, field, value);
    if (problem !== null) return problem;
  }
  return null;
}

function problemOfOne(field: string, asked: Kind, value: unknown): Text | null {
  switch (asked.kind) {
    case "text":
      return problemOfText(field, value, asked.longest, asked.isOneLine);
    case "names":
      if (!Array.isArray(value) || value.length === 0 || value.length > mostNames)
        return saidTexts.list({ field, most: mostNames });
      return (
        value.map((one) => problemOfText(field, one, longestTexts.name, true)).find((one) => one !== null) ??
        null
      );
    case "choice":
      return asked.choices.some((one) => one === value)
        ? null
        : saidTexts.oneOf({ field, choices: asked.choices.join(", ") });
    case "phone":
      return typeof value === "string" && internationalPhone.test(value)
        ? null
        : saidTexts.internationalPhone({ field });
    case "instant":
      return Number.isSafeInteger(value) ? null : saidTexts.epochMilliseconds({ field });
    case "isoTime":
      return typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value))
        ? null
        : saidTexts.isoTime({ field });
    case "whole": {
      const { least, most } = asked;
      const fits = Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
      return fits ? null : saidTexts.wholeNumber({ field, least, most });
    }
    case "flag":
      return typeof value === "boolean" ? null : saidTexts.oneOf({ field, choices: "true, false" });
    case "runId":
      return problemOfText(field, value, longestTexts.name, true);
    case "parameters":
      return typeof value === "object" && !Array.isArray(value) ? null : saidTexts.object({ field });
  }
}

/** Returns what is wrong with one text that a person entered, or null. */
export function problemOfText(
  field: string,
  value: unknown,
  longest: number,
  isOneLine = false,
): Text | null {
  if (typeof value !== "string" || value.trim() === "") return saidTexts.enterSomething({ field });
  if (value.length > longest) return saidTexts.atMost({ field, most: longest });
  if (!isPlainText(value)) return saidTexts.unusableCharacters({ field });
  return isOneLine && /\p{Cc}/u.test(value) ? saidTexts.noLineBreaks({ field }) : null;
}
