import { currentUpdateInfo } from "@temporalio/workflow";
import { isPlainText, longestTexts } from "../../domain/incidents/people.ts";
import { saidTexts as texts } from "../../domain/words/fields.ts";
import { refusal } from "./situation.ts";

const mostRecipients = 50;

/** Every update takes one JSON object, but the Temporal UI sends anything that is typed there. */
export function mustBeObject(said: unknown): void {
  if (typeof said !== "object" || said === null || Array.isArray(said))
    throw refusal("invalid_input", '{ "by": "名前" } の形のJSONで入力してください');
}

/** Checks a person's text: the API has checked its own already, the Temporal UI has not. */
export function mustBeText(field: string, value: unknown, longest: number): void {
  if (typeof value !== "string" || value.trim() === "")
    throw refusal("invalid_input", texts.enterSomething({ field }));
  if (value.length > longest) throw refusal("invalid_input", texts.atMost({ field, most: longest }));
  if (!isPlainText(value)) throw refusal("invalid_input", texts.unusableCharacters({ field }));
}

export function mayBeText(field: string, value: unknown, longest: number): void {
  if (value !== undefined && value !== null) mustBeText(field, value, longest);
}

export const mustBeName = (value: unknown): void => mustBeText("by", value, longestTexts.name);

export function mustBeList(field: string, value: unknown): void {
  if (!Array.isArray(value) || value.length === 0 || value.length > mostRecipients)
    throw refusal("invalid_input", texts.list({ field, most: mostRecipients }));
  for (const one of value) mustBeText(field, one, longestTexts.name);
}

/** The request that this update came by: the API has stored it under the same name. */
export function requestName(): string {
  const info = currentUpdateInfo();
  if (info === undefined) throw new Error("only inside an update's handler");
  return info.id;
}
