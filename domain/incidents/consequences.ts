import type { Language } from "../words/language.ts";
import type { Action, Situation } from "./actions.ts";
import { consequenceTexts as texts } from "./steeringTexts.ts";

/** What an action would do in the present situation, shown before it is taken. `escalation`: the rule's, in words. */
export function consequenceOf(
  action: Action,
  situation: Situation,
  escalation: string | null,
  language: Language = "ja",
): string {
  switch (action) {
    case "acknowledge":
      return situation.operatorCalls === "running"
        ? texts.acknowledgeDuringCalls(language)
        : texts.acknowledge(language);
    case "take":
      return situation.takenBy === null
        ? texts.take(language)
        : texts.takeOver({ by: situation.takenBy }, language);
    case "recordNote":
      return texts.note(language);
    case "sendMail":
      return texts.mail(language);
    case "sendChat":
      return texts.chat(language);
    case "placeCall":
      return texts.call(language);
    case "recordCallResult":
      return texts.callResult(language);
    case "startRunbook":
      return texts.startRunbook(language);
    case "answerRunbook":
      return texts.answerRunbook(language);
    case "abortRunbook":
      return texts.abortRunbook(language);
    case "escalate":
      return escalation ?? texts.escalateUnplanned(language);
    case "assign":
      return situation.hasCustomer ? texts.assignRule(language) : texts.assignCustomer(language);
    case "resolve":
      return texts.resolve(language);
  }
}
