import type { Language } from "../../words/language.ts";
import type { Sentence, Template } from "../../words/sentence.ts";
import type { Fields } from "./fields.ts";
import type { ActingRole, Rule, Situation } from "./situation.ts";

/**
 * All that is said of an action of people. It is named by its key in the table, as its update is; route, API document,
 * validators, audit words and the console's button are made from this.
 */
export interface ActionDeclaration {
  /** The last part of its address. */
  path: string;
  /** Also for many incidents at once. */
  isBulk?: true;
  roles: readonly ActingRole[];
  /** What the workflow hears. */
  fields: Fields;
  /** What a request asks for, where that differs. */
  body?: Fields;
  /** What is wrong with the fields together, and which of them is to blame. */
  together?(said: Record<string, unknown>): { path: string; message: string } | null;
  rule: Rule;
  /** Why the rule refuses. */
  refusals?: Readonly<Record<string, Template>>;
  /** The field that is to blame, by the code of a refusal. */
  fieldAtFault?: Readonly<Record<string, string>>;
  /** What it would do now, told before it is taken. */
  consequence(told: Told): string;
  words: ActionWords;
  /** The console's button; without one the action has a form of its own. */
  button?: Button;
}

interface ActionWords {
  /** For the API's document. */
  summary: string;
  /** What it does and the JSON that it takes, for the Temporal UI. */
  temporal: string;
  /** In the audit log. */
  log: Sentence<"">;
  /** Once it was done. */
  done: Sentence<"">;
}

interface Button {
  label: Sentence<"">;
  /** The key that presses it. */
  key?: string;
  isDangerous?: true;
  /** Nobody wonders why it cannot be done now, so it is not shown then. */
  isShownOnlyWhenAllowed?: true;
}

interface Told {
  situation: Situation;
  /** What the rule's escalation would do, in words; null without one. */
  escalation: string | null;
  language: Language;
}

export const action = <const Declared extends ActionDeclaration>(declared: Declared): Declared => declared;

/** A consequence that is the same in every situation. */
export const always =
  (text: Sentence<"">) =>
  ({ language }: Told): string =>
    text(language);

export const operators = ["operator", "admin"] as const;
