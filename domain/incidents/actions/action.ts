import type { Language } from "../../words/language.ts";
import type { Text, Worded } from "../../words/phrase.ts";
import type { Sentence } from "../../words/sentence.ts";
import type { Fields } from "./fields.ts";
import type { ActingRole, Rule, Situation } from "./situation.ts";

/**
 * Everything about one action of people. Its key in the table names it and its update. The route, the API document,
 * the validators, the audit words and the console's button are all made from this declaration.
 */
export interface ActionDeclaration {
  /** The last segment of its URL. */
  path: string;
  /** Can also be done to many incidents at once. */
  isBulk?: true;
  roles: readonly ActingRole[];
  /** What the workflow receives. */
  fields: Fields;
  /** What a request contains, where that differs. */
  body?: Fields;
  /** Checks the fields together; returns the fault and the field to blame. */
  together?(said: Record<string, unknown>): { path: string; message: Text } | null;
  rule: Rule;
  /** Texts for the refusals of the rule, by code. */
  refusals?: Readonly<Record<string, Worded>>;
  /** The field to blame, by the code of a refusal. */
  fieldAtFault?: Readonly<Record<string, string>>;
  /** What the action would do now, told before anyone takes it. */
  consequence(told: Told): string;
  words: ActionWords;
  /** The console's button. An action without one has a form of its own. */
  button?: Button;
}

interface ActionWords {
  /** For the API's document. */
  summary: string;
  /** What it does and the JSON it takes, for the Temporal UI. */
  temporal: string;
  /** In the audit log. */
  log: Sentence<"">;
  /** Shown once it is done. */
  done: Sentence<"">;
}

interface Button {
  label: Sentence<"">;
  /** The keyboard key that presses it. */
  key?: string;
  isDangerous?: true;
  /** Hides the button while the action is refused, because nobody would ask why. */
  isShownOnlyWhenAllowed?: true;
}

interface Told {
  situation: Situation;
  /** What the rule's escalation would do, in words; null if the rule has none. */
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
