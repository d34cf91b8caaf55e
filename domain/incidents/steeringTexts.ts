import { sentence } from "../words/sentence.ts";

/** Why an action does not fit an incident now. */
export const refusalTexts = {
  forbidden: sentence("この操作を行う権限がありません", "You may not do this"),
  closed: sentence("このインシデントはすでに終了しています", "This incident is closed already"),
  closedBy: sentence(
    "このインシデントは{by}がすでに対応完了にしています",
    "This incident was resolved by {by} already",
  ),
  customerUnknown: sentence(
    "お客様が未特定のため、連絡先がありません。先にお客様を割り当ててください",
    "Nobody knows yet whose it is, so there are no contacts. Assign the customer first",
  ),
  recovered: sentence("すでに復旧しています", "It has recovered already"),
  noSuchIncident: sentence(
    "インシデント {number} はないか、閲覧する権限がありません",
    "There is no incident {number} that you may see",
  ),
  nothingOfIt: sentence("このインシデントにはありません", "This incident has none such"),
};

/** Why an incident in triage does not get this rule or customer. */
export const assignRefusalTexts = {
  noSuchIncident: sentence("このインシデントはありません", "There is no such incident"),
  customerFirst: sentence(
    "お客様が未特定です。先にお客様を割り当ててください",
    "Nobody knows yet whose it is. Assign the customer first",
  ),
  customerKnown: sentence(
    "このインシデントのお客様は{customer}に決まっています",
    "This incident is {customer}'s already",
  ),
  unknownCustomer: sentence("お客様 {customer} は登録されていません", "There is no customer {customer}"),
  alreadyOpen: sentence(
    "このお客様には同じ警報のインシデントがすでにあります",
    "This customer has an incident of the same alarm already",
  ),
  unknownRule: sentence("対応ルール「{rule}」はありません", 'There is no rule "{rule}"'),
  noLongerInTriage: sentence(
    "振り分け待ちではなくなったため、割り当てられません",
    "It is no longer in triage, so nothing can be assigned",
  ),
};

/** What could not be done now, through no fault of the client. */
export const unavailableTexts = {
  failed: sentence("処理できませんでした。もう一度お試しください", "It could not be done. Try again"),
  tooLate: sentence(
    "時間内に処理が終わりませんでした。もう一度お試しください",
    "It did not end in time. Try again",
  ),
  notReached: sentence(
    "時間内に処理できませんでした。もう一度お試しください",
    "It could not be done in time. Try again",
  ),
  stillUnderWay: sentence(
    "同じ操作をまだ処理しています。しばらくお待ちください",
    "The same action is still under way. Wait a moment",
  ),
};

/** What an escalation would do, told before it begins. */
export const escalationPlanTexts = {
  mail: sentence("{names}へメールします。", "Mails {names}."),
  calls: sentence(
    "有人架電を始めます（{names}、2巡まで）。",
    "Begins the operators' calls ({names}, up to two rounds).",
  ),
  onlyRecorded: sentence("エスカレーションを記録します。", "Records the escalation."),
};
