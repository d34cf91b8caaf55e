import { nameOf } from "../people/actor.ts";
import type { Language } from "../words/language.ts";
import type { SecondaryAction, SecondarySituation } from "./actions.ts";
import { isBeforeItsTime } from "./agreedTime.ts";
import { waitingWord } from "./heard.ts";
import { secondaryConsequenceTexts as texts } from "./steeringTexts.ts";

/** What an action will do, told to an operator before taking it. */
export function consequenceOfSecondary(
  action: SecondaryAction,
  situation: SecondarySituation,
  now: number,
  language: Language = "ja",
): string {
  const { byRunbook } = situation;
  const word = waitingWord(situation);
  const confirmed = word?.to === action && !word.isUnproven;
  const said = { by: nameOf(word?.by ?? "-"), heardBy: word?.heardBy ?? "-" };
  switch (action) {
    case "approve":
      return confirmed ? texts.confirmApproval(said, language) : texts.approve(language);
    case "schedule":
      return (byRunbook ? texts.scheduleRunbook : texts.scheduleByHand)(language);
    case "begin":
      if (situation.state === "scheduled" && isBeforeItsTime(situation, now))
        return confirmed ? texts.confirmEarly(said, language) : texts.beginEarly(language);
      return (byRunbook ? texts.beginRunbook : texts.beginByHand)(language);
    default:
      return texts[action](language);
  }
}
