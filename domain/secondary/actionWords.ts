import type { Language } from "../words/language.ts";
import {
  type DeclaredAction,
  declarationOf,
  declaredActions,
  type SecondaryDeclaration,
  type SecondaryPath,
} from "./declarations.ts";

const tabled = (entries: (declared: SecondaryDeclaration, action: string) => [string, string][]) =>
  Object.fromEntries(declaredActions.flatMap((action) => entries(declarationOf(action), action)));

/** The labels of the console's buttons; steps are recorded at the step itself. */
export const secondaryButtonWords = (
  language: Language,
): Record<Exclude<DeclaredAction, "recordStep">, string> =>
  tabled(({ words: { button } }, action) =>
    button === undefined ? [] : [[action, button(language)]],
  ) as never;

/** The words of the audit log. */
export const secondaryLogWords = (language: Language): Record<`${DeclaredAction}Secondary`, string> =>
  tabled(({ words }, action) => [[`${action}Secondary`, words.log(language)]]) as never;

/** What is shown once an action is done, by its path. */
export const secondaryDoneWords = (language: Language): Record<SecondaryPath, string> =>
  tabled(({ path, words }) => [[path, words.done(language)]]) as never;
