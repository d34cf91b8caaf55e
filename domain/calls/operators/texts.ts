import { phrases, wording } from "../../words/phrase.ts";

/** Why a result does not fit the operators' call list, or a call cannot be placed. */
export const operatorCallTexts = phrases("operator-call-refusal", {
  reachedBy: wording(
    "{by}がすでに連絡できたため、有人架電は終了しています",
    "The operators' calls are over: {by} has reached somebody already",
  ),
  reached: [
    "ほかのオペレーターがすでに連絡できたため、有人架電は終了しています",
    "The operators' calls are over: another operator has reached somebody already",
  ],
  notOnList: ["この連絡先は架電リストにありません", "This contact is not on the call list"],
  recordedBy: wording(
    "{round}巡目の結果は{by}が記録済みです",
    "{by} has recorded the result of round {round} already",
  ),
  callUnderWay: wording("この連絡先へは{by}がすでに架電しています", "{by} is already calling this contact"),
  noPhone: ["この連絡先には電話番号がありません", "This contact has no telephone number"],
});

/** Why the operators' calls were stopped early. */
export const callsStoppedTexts = phrases("calls-stopped", {
  recovered: [
    "復旧のため、有人架電は終了しています",
    "The operators' calls are over: the incident has recovered",
  ],
  acknowledged: [
    "対応確認のため、有人架電は終了しています",
    "The operators' calls are over: the incident was acknowledged",
  ],
  silenced: [
    "静観のため、有人架電は終了しています",
    "The operators' calls are over: the incident is silenced",
  ],
  resolved: [
    "対応完了のため、有人架電は終了しています",
    "The operators' calls are over: the incident was resolved",
  ],
});

/** Why the operators' calls are over. */
export const callsOverTexts = phrases("calls-over", {
  reached: [
    "すでに連絡できたため、有人架電は終了しています",
    "The operators' calls are over: somebody was reached",
  ],
  exhausted: ["2巡の有人架電が終わっています", "Both rounds of the operators' calls are over"],
  stopped: [
    "復旧、対応確認または対応完了のため、有人架電は終了しています",
    "The operators' calls are over: it has recovered, or was acknowledged or resolved",
  ],
});
