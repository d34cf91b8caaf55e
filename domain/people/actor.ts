import type { Language } from "../words/language.ts";
import type { Reader } from "../words/phrase.ts";
import { sentence } from "../words/sentence.ts";

/**
 * Who did something. Rows, histories and answers hold it as one text (contract "Incident": `actor`), written and read
 * here.
 */
export type Actor =
  | { kind: "engine" }
  /** One of the control centre's own people. */
  | { kind: "staff"; name: string }
  | { kind: "customer"; name: string }
  /** The person who typed a command at the command line. */
  | { kind: "command"; name: string };

/** The engine's text. */
export const engine = "toban";

export function actorText(actor: Actor): string {
  switch (actor.kind) {
    case "engine":
      return engine;
    case "staff":
      return actor.name;
    default:
      return `${actor.kind}:${actor.name}`;
  }
}

/** Names of people contain no colon, so every text has one meaning. */
export function readActor(text: string): Actor {
  if (text === engine) return { kind: "engine" };
  const [, kind, name = ""] = /^(customer|command):(.*)$/su.exec(text) ?? [];
  return kind === undefined ? { kind: "staff", name: text } : { kind: kind as "customer" | "command", name };
}

export const customersPerson = (name: string): string => actorText({ kind: "customer", name });

/** The actor text of a person with a login. */
export const personText = ({ name, role }: { name: string; role: string | null }): string =>
  actorText({ kind: role === "customer" ? "customer" : "staff", name });

export const isCustomers = (text: string): boolean => readActor(text).kind === "customer";

/** The name alone, of any actor. */
export function nameOf(text: string): string {
  const actor = readActor(text);
  return actor.kind === "engine" ? engine : actor.name;
}

const texts = {
  customersPerson: sentence("お客様（{name}様）", "the customer ({name})"),
  /** A name typed where people do not log in. */
  unverified: sentence("{name}（未確認）", "{name} (unverified)"),
};

/** Words an actor for people: お客様（佐藤 太郎様） for a customer's person, the plain name for everyone else. */
export function actorWord(text: string, language: Language = "ja"): string {
  if (isCustomers(text)) return texts.customersPerson({ name: nameOf(text) }, language);
  const name = typedName(text);
  return name === text ? text : texts.unverified({ name }, language);
}

/** The same in a sentence's place. */
export const actorFor = (text: string, { language }: Reader): string => actorWord(text, language);

/** A name typed where people do not log in, such as in the Temporal UI. */
export const unverified = (name: string): string => texts.unverified({ name });

/** The name as it was typed. */
export const typedName = (name: string): string =>
  name.endsWith(unverifiedMark) ? name.slice(0, -unverifiedMark.length) : name;

const unverifiedMark = unverified("");

/** Who says something, and in which request. A name is trusted only if the API recorded that request. */
export interface SaidBy {
  by: string;
  request: string | null;
}
