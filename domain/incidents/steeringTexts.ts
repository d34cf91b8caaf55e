import { phrases, wording } from "../words/phrase.ts";
import { sentence } from "../words/sentence.ts";

/** Why an action does not fit an incident now. */
export const refusalTexts = phrases("refusal", {
  forbidden: ["この操作を行う権限がありません", "You may not do this"],
  closed: ["このインシデントはすでに終了しています", "This incident is closed already"],
  closedBy: wording(
    "このインシデントは{by}がすでに対応完了にしています",
    "This incident was resolved by {by} already",
  ),
  customerUnknown: [
    "お客様が未特定のため、連絡先がありません。先にお客様を割り当ててください",
    "Nobody knows yet whose it is, so there are no contacts. Assign the customer first",
  ],
  recovered: ["すでに復旧しています", "It has recovered already"],
  noSuchIncident: wording(
    "インシデント {number} はないか、閲覧する権限がありません",
    "There is no incident {number} that you may see",
  ),
  nothingOfIt: ["このインシデントにはありません", "This incident has none such"],
});

/** Why an incident in triage does not get this rule or customer. */
export const assignRefusalTexts = phrases("assign-refusal", {
  noSuchIncident: ["このインシデントはありません", "There is no such incident"],
  customerFirst: [
    "お客様が未特定です。先にお客様を割り当ててください",
    "Nobody knows yet whose it is. Assign the customer first",
  ],
  customerKnown: wording(
    "このインシデントのお客様は{customer}に決まっています",
    "This incident is {customer}'s already",
  ),
  unknownCustomer: wording("お客様 {customer} は登録されていません", "There is no customer {customer}"),
  alreadyOpen: [
    "このお客様には同じ警報のインシデントがすでにあります",
    "This customer already has an open incident of the same alarm",
  ],
  unknownRule: wording("対応ルール「{rule}」はありません", 'There is no rule "{rule}"'),
  noLongerInTriage: [
    "振り分け待ちではなくなったため、割り当てられません",
    "It is no longer in triage, so nothing can be assigned",
  ],
});

/** What could not be done now, through no fault of the client. */
export const unavailableTexts = phrases("unavailable", {
  failed: ["処理できませんでした。もう一度お試しください", "It could not be done. Try again"],
  tooLate: ["時間内に処理が終わりませんでした。もう一度お試しください", "It did not end in time. Try again"],
  notReached: [
    "時間内に処理できませんでした。もう一度お試しください",
    "It could not be done in time. Try again",
  ],
  stillUnderWay: [
    "同じ操作をまだ処理しています。しばらくお待ちください",
    "The same action is still under way. Wait a moment",
  ],
});

/** What an escalation would do, told before it begins. */
export const escalationPlanTexts = {
  mail: sentence("{names}へメールします。", "Mails {names}."),
  calls: sentence(
    "有人架電を始めます（{names}、2巡まで）。",
    "Begins the operators' calls ({names}, up to two rounds).",
  ),
  onlyRecorded: sentence("エスカレーションを記録します。", "Records the escalation."),
};
