import type { Language } from "../../words/language.ts";
import type { ActionDeclaration } from "./action.ts";
import { type Action, type ActionPath, actions, declarationOf, type OfferedAction } from "./table.ts";

const tabled = (entries: (declared: ActionDeclaration, action: Action) => [string, string][]) =>
  Object.fromEntries(actions.flatMap((action) => entries(declarationOf(action), action)));

/** The labels of the console's buttons. */
export const buttonWords = (language: Language): Record<OfferedAction, string> =>
  tabled(({ button }, action) => (button === undefined ? [] : [[action, button.label(language)]])) as never;

/** The words of the audit log. */
export const logWords = (language: Language): Record<Action, string> =>
  tabled(({ words }, action) => [[action, words.log(language)]]) as never;

/** What is shown once an action is done, by its path. */
export const doneWords = (language: Language): Record<ActionPath, string> =>
  tabled(({ path, words }) => [[path, words.done(language)]]) as never;

/** The refusals of single actions, for `say`. */
export const actionRefusals = actions.flatMap((action) =>
  Object.values(declarationOf(action).refusals ?? {}),
);
