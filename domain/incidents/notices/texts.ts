import { phrases, wording } from "../../words/phrase.ts";
import { attentionWords } from "../phaseTexts.ts";

/** Why operators are told, in a word or two. */
export const headlineTexts = phrases("headline", {
  ...attentionWords,
  minutesLeft: wording("初動期限まで残り{minutes}分", "{minutes} minutes left for the first response"),
  lessThanAMinuteLeft: ["初動期限まで残り1分未満", "less than a minute left for the first response"],
  callUnknown: ["架電結果不明", "outcome of a call unknown"],
});
