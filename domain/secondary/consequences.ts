import type { Language } from "../texts/language.ts";
import { secondaryConsequenceTexts as texts } from "../texts/secondarySteering.ts";
import type { SecondaryAction, SecondarySituation } from "./actions.ts";

/** What an action will do, told to an operator before it is taken. */
export function consequenceOfSecondary(
  action: SecondaryAction,
  { byRunbook }: Pick<SecondarySituation, "byRunbook">,
  language: Language = "ja",
): string {
  switch (action) {
    case "schedule":
      return (byRunbook ? texts.scheduleRunbook : texts.scheduleByHand)(language);
    case "begin":
      return (byRunbook ? texts.beginRunbook : texts.beginByHand)(language);
    default:
      return texts[action](language);
  }
}
