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

/** On the console's buttons; steps are recorded at the step itself. */
export const secondaryButtonWords = (
  language: Language,
): Record<Exclude<DeclaredAction, "recordStep">, string> =>
  tabled(({ words: { button } }, action) =>
    button === undefined ? [] : [[action, button(language)]],
  ) as never;

/** In the audit log. */
export const secondaryLogWords = (language: Language): Record<`${DeclaredAction}Secondary`, string> =>
  tabled(({ words }, action) => [[`${action}Secondary`, words.log(language)]]) as never;

/** Told once it was done, by its address. */
export const secondaryDoneWords = (language: Language): Record<SecondaryPath, string> =>
  tabled(({ path, words }) => [[path, words.done(language)]]) as never;
