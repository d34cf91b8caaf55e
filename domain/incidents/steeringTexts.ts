import { sentence, words } from "../words/sentence.ts";

/** Why an action does not fit an incident now. */
export const refusalTexts = {
  forbidden: sentence("この操作を行う権限がありません", "You may not do this"),
  closed: sentence("このインシデントはすでに終了しています", "This incident is closed already"),
  closedBy: sentence(
    "このインシデントは{by}がすでに対応完了にしています",
    "This incident was resolved by {by} already",
  ),
  taken: sentence("{by}が担当しています", "{by} has it"),
  customerUnknown: sentence(
    "お客様が未特定のため、連絡先がありません。先にお客様を割り当ててください",
    "Nobody knows yet whose it is, so there are no contacts. Assign the customer first",
  ),
  notInTriage: sentence(
    "振り分け待ちではないため、対応ルールを割り当てられません",
    "It is not in triage, so no rule can be assigned",
  ),
  assignedBy: sentence("{by}がすでに割り当てています", "{by} has assigned it already"),
  nothingToEscalate: sentence("対応ルールにエスカレーションの定めがありません", "Its rule has no escalation"),
  escalated: sentence("エスカレーションはすでに始まっています", "The escalation has begun already"),
  escalatedBy: sentence(
    "エスカレーションは{by}がすでに始めています",
    "{by} has begun the escalation already",
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

/** What the timeline says of an incident that got its rule or customer. */
export const assignedTexts = {
  customer: sentence(
    "お客様を{customer}に割り当てました（対応ルール: {rule}）",
    "Assigned the customer {customer} (rule: {rule})",
  ),
  rule: sentence("対応ルール「{rule}」を割り当てました", 'Assigned the rule "{rule}"'),
};

/** Why a result does not fit the list of operators' calls, or a call cannot be placed. */
export const operatorCallTexts = {
  reachedBy: sentence(
    "{by}がすでに連絡できたため、有人架電は終了しています",
    "The operators' calls are over: {by} has reached somebody already",
  ),
  reached: sentence(
    "ほかのオペレーターがすでに連絡できたため、有人架電は終了しています",
    "The operators' calls are over: another operator has reached somebody already",
  ),
  notOnList: sentence("この連絡先は架電リストにありません", "This contact is not on the call list"),
  recordedBy: sentence(
    "{round}巡目の結果は{by}が記録済みです",
    "{by} has recorded the result of round {round} already",
  ),
  callUnderWay: sentence("この連絡先へは{by}がすでに架電しています", "{by} is calling this contact already"),
  noPhone: sentence("この連絡先には電話番号がありません", "This contact has no telephone number"),
};

/** Why the operators' calls were stopped before their end. */
export const callsStoppedTexts = words({
  recovered: [
    "復旧のため、有人架電は終了しています",
    "The operators' calls are over: the incident has recovered",
  ],
  acknowledged: [
    "対応確認のため、有人架電は終了しています",
    "The operators' calls are over: the incident was acknowledged",
  ],
  resolved: [
    "対応完了のため、有人架電は終了しています",
    "The operators' calls are over: the incident was resolved",
  ],
});

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

/** Why the operators' calls are over. */
export const callsOverTexts = words({
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

/** What an action will do, told before it is taken. */
export const consequenceTexts = {
  startRunbook: sentence(
    "手順書を対象のサーバーで今すぐ実行します。復旧しなければ、取り消しの手順のあとエスカレーションします。",
    "Runs the runbook on the target now. Where it does not recover, what can be is taken back, and it is escalated.",
  ),
  answerRunbook: sentence(
    "手順書は、選んだ回答のとおりに続きます。",
    "The runbook goes on as you have answered.",
  ),
  abortRunbook: sentence(
    "実行中の作業を終わらせ、取り消しの手順を行ってからエスカレーションします。",
    "Ends what is going on, takes back what can be, and escalates.",
  ),
  acknowledge: sentence(
    "これ以上の自動架電を止めます。復旧まで監視は続きます。",
    "Stops further automatic calls. It is watched until it recovers.",
  ),
  acknowledgeDuringCalls: sentence(
    "これ以上の自動架電と有人架電を止めます。復旧まで監視は続きます。",
    "Stops further automatic and operators' calls. It is watched until it recovers.",
  ),
  take: sentence("あなたが担当者として全員に表示されます。", "Everybody sees that you have it."),
  takeOver: sentence(
    "{by}からあなたに引き継がれ、全員に表示されます。",
    "You take it over from {by}, and everybody sees it.",
  ),
  note: sentence("経過に残ります。お客様には見えません。", "Stays in the timeline. Customers do not see it."),
  mail: sentence(
    "選んだ宛先へ、表示どおりの内容で今すぐ送信します。初動対応に数えられます。",
    "Goes at once to those you choose, exactly as shown. It counts as a first response.",
  ),
  chat: sentence(
    "選んだチャットへ今すぐ投稿します。初動対応には数えられません。",
    "Goes at once to the chats you choose. It does not count as a first response.",
  ),
  call: sentence(
    "先にあなたの電話が鳴り、1を押すとお客様につながります。通話は録音されます。",
    "Your own phone rings first; press 1 and you are put through to the customer. The call is recorded.",
  ),
  callResult: sentence(
    "架電の結果を記録します。「連絡できた」は対応確認になり、有人架電を終えます。",
    'Records what became of the call. "Reached" acknowledges the incident and ends the operators\' calls.',
  ),
  escalateUnplanned: sentence(
    "エスカレーションの宛先へメールし、有人架電を始めます。",
    "Mails the escalation's recipients and begins the operators' calls.",
  ),
  escalationMail: sentence("{names}へメールします。", "Mails {names}."),
  escalationCalls: sentence(
    "有人架電を始めます（{names}、2巡まで）。",
    "Begins the operators' calls ({names}, up to two rounds).",
  ),
  escalationOnlyRecorded: sentence("エスカレーションを記録します。", "Records the escalation."),
  assignRule: sentence(
    "ルールどおりの通知がすぐに始まります。同じ警報は次回からこのルールで対応します。",
    "Its notifications begin at once. The same alarm goes by this rule from now on.",
  ),
  assignCustomer: sentence(
    "お客様の対応ルールどおりの通知がすぐに始まります。同じ警報は次回からこのお客様のものとして扱います。",
    "The customer's rules begin at once. The same alarm is this customer's from now on.",
  ),
  resolve: sentence(
    "復旧を待たずに終了します。残りの架電と送信を取りやめ、お客様には自動で連絡しません。",
    "Closes it without waiting for a recovery. Remaining calls and messages are dropped, and the customer is not told automatically.",
  ),
};
