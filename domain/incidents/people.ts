import { actorTexts } from "../people/actorTexts.ts";
import type { Language } from "../words/language.ts";

/** A person's word on an incident. */
export interface Said {
  /** Their name: filled in by the API from the login; from the Temporal UI whatever was typed. */
  by: string;
  /**
   * Which incident is meant. A workflow's id belongs to an alert key, and an older incident's page may still be open:
   * its word must not reach the one that follows. Left out in the Temporal UI, whose page is of one run.
   */
  incident?: number;
}

/** How long texts of people may be, in UTF-16 code units. */
export const longestTexts = {
  name: 100,
  note: 4_000,
  subject: 200,
  body: 20_000,
  chat: 4_000,
  reason: 1_000,
};

/** Neither NUL, which no database keeps, nor half a character; line breaks and tabs are a text's own. */
export const isPlainText = (text: string): boolean => text.isWellFormed() && !/[^\P{Cc}\n\r\t]/u.test(text);

/** A name typed where nobody is known, e.g. in the Temporal UI. */
export const unverified = (name: string): string => actorTexts.unverified({ name });

/** The name as it was typed. */
export const typedName = (name: string): string =>
  name.endsWith(unverifiedMark) ? name.slice(0, -unverifiedMark.length) : name;

const unverifiedMark = actorTexts.unverified({ name: "" });

/** An actor as people read it: お客様（佐藤 太郎様） for a customer's person, else the name, with its mark where nobody is known. */
export function actorWord(actor: string, language: Language = "ja"): string {
  const prefix = "customer:";
  if (actor.startsWith(prefix))
    return actorTexts.customersPerson({ name: actor.slice(prefix.length) }, language);
  const name = typedName(actor);
  return name === actor ? actor : actorTexts.unverified({ name }, language);
}
