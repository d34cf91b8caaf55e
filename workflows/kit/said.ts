import { problemOfText } from "../../domain/incidents/actions/fields.ts";
import { longestTexts } from "../../domain/people/said.ts";
import { saidTexts } from "../../domain/words/fields.ts";
import { refusal } from "./refusal.ts";

/** Every update takes one JSON object, but the Temporal UI sends whatever is typed there. */
export function mustBeObject(said: unknown): asserts said is Record<string, unknown> {
  if (typeof said !== "object" || said === null || Array.isArray(said))
    throw refusal("invalid_input", saidTexts.oneObject());
}

/** Checks a person's text. The API has already checked its own; the Temporal UI checks nothing. */
export function mustBeText(field: string, value: unknown, longest: number): void {
  const problem = problemOfText(field, value, longest);
  if (problem !== null) throw refusal("invalid_input", problem);
}

export function mayBeText(field: string, value: unknown, longest: number): void {
  if (value !== undefined && value !== null) mustBeText(field, value, longest);
}

export const mustBeName = (value: unknown): void => mustBeText("by", value, longestTexts.name);
