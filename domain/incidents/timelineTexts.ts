import { sentence, words } from "../words/sentence.ts";

/** What an alert said. */
export const alertStatusTexts = words({
  firing: ["発生", "firing"],
  repeat: ["継続中", "still firing"],
  recovered: ["復旧", "recovered"],
  acknowledged: ["対応確認", "acknowledged"],
});

/** An alert was taken in; `{$said}` is one of `alertTexts`. */
export const alertLineTexts = {
  joined: sentence("アラート受付: {$said}", "Alert received: {$said}"),
  opened: sentence("アラート受付: {$said}（対応ルール: {rule}）", "Alert received: {$said} (rule: {rule})"),
  openedWithoutRule: sentence(
    "アラート受付: {$said}（対応ルール: なし）",
    "Alert received: {$said} (rule: none)",
  ),
  keptQuietly: sentence(
    "アラート受付: {$said}（通知なし: {reason}）",
    "Alert received: {$said} (nobody told: {reason})",
  ),
  clockAhead: sentence(
    "監視ツールの時刻が{minutes}分進んでいます。ツールの時刻の代わりに受付時刻で前後を判断します",
    "The tool's clock is {minutes} minutes ahead. What came first is judged by when we received it",
  ),
};

export const alertTexts = {
  bare: sentence("{$status} レベル{$level}", "{$status}, level {$level}"),
  withValue: sentence("{$status} レベル{$level} {value}", "{$status}, level {$level}, {value}"),
};

/** What an alert meant for its incident; `{reason}` is the rules' own, in English. */
export const eventTexts = {
  levelRaised: sentence(
    "レベルが{$level}に上がりました（{reason}）",
    "The level rose to {$level} ({reason})",
  ),
  levelRaisedBeyond: sentence(
    "レベルが{$level}に上がりました。対応確認はこのレベルには及びません（{reason}）",
    "The level rose to {$level}. The acknowledgement does not cover it ({reason})",
  ),
  levelFell: sentence("レベルが{$level}に下がりました（{reason}）", "The level fell to {$level} ({reason})"),
  seriesRecovered: sentence(
    "一部が復旧しました。ほかはまだ発生しています（{reason}）",
    "A part has recovered, the rest still fires ({reason})",
  ),
  outOfDate: sentence(
    "すでに分かっていることより古いアラートのため、何も変わりません（{reason}）",
    "The alert is older than what is known, so nothing changes ({reason})",
  ),
  alreadyRecovered: sentence(
    "発生していない警報の復旧のため、何も変わりません（{reason}）",
    "Recovery of an alarm that was not firing, so nothing changes ({reason})",
  ),
  fired: sentence("発生しました（{reason}）", "Firing ({reason})"),
  repeated: sentence("継続中です（{reason}）", "Still firing ({reason})"),
  recovered: sentence("復旧しました（{reason}）", "Recovered ({reason})"),
  acknowledged: sentence("対応確認されました（{reason}）", "Acknowledged in the tool ({reason})"),
  seenBefore: sentence("受け付け済みのアラートです（{reason}）", "This alert was received before ({reason})"),
};

/** What an incident has become, and what people did with it. */
export const timelineTexts = {
  firedAgain: sentence(
    "終了前に再び発生しました（{occurrence}回目、レベル{$level}）",
    "Fired again before it was closed (occurrence {occurrence}, level {$level})",
  ),
  acknowledged: sentence(
    "対応確認: {$by}（レベル{$level}まで）",
    "Acknowledged by {$by} (up to level {$level})",
  ),
  recovered: sentence("復旧しました", "Recovered"),
  sloWarning: sentence(
    "初動対応がまだありません。オペレーターに警告します",
    "No first response yet. Operators are warned",
  ),
  sloBreach: sentence(
    "初動目標の15分を過ぎました。超過として記録します",
    "The 15 minutes for the first response are over. Recorded as a breach",
  ),
  closedRecovered: sentence(
    "復旧し、必要な対応がすべて終わったため、終了しました",
    "Closed: it has recovered and everything due is done",
  ),
  closedQuiet: sentence(
    "復旧の知らせがない警報のため、ルールで定めた時間の経過により終了しました",
    "Closed after the rule's time: this alarm never tells of its recovery",
  ),
  resolved: sentence("対応完了にしました（理由: {reason}）", "Resolved (reason: {reason})"),
  rebuilt: sentence(
    "対応の実行（ワークフロー）が失われていたため、記録から状態を復元して再開しました",
    "The incident's run (workflow) was gone: it goes on from what is recorded",
  ),
  taken: sentence("{$by}が担当します", "{$by} has taken it"),
  takenOver: sentence("{$by}が{$from}から引き継ぎました", "{$by} has taken it over from {$from}"),
  mailOrdered: sentence("メールの送信を指示しました（宛先: {to}）", "Ordered a mail (to: {to})"),
  chatOrdered: sentence("チャットへの投稿を指示しました（宛先: {to}）", "Ordered a chat message (to: {to})"),
  templateUnusable: sentence(
    "メールのテンプレートが使えないため、標準の文面で送信します（{fault}）",
    "The mail template cannot be used, so the standard text is sent ({fault})",
  ),
};

/** The escalation and the operators' call list. */
export const escalationTexts = {
  begun: sentence("エスカレーションを開始しました（{$reason}）", "Escalation begun ({$reason})"),
  begunWithCalls: sentence(
    "エスカレーションを開始しました（{$reason}）。有人架電を始めます",
    "Escalation begun ({$reason}). The operators' calls begin",
  ),
  noNotification: sentence("対応ルールに自動通知がないため", "the rule notifies nobody automatically"),
  inTime: sentence(
    "検知から{minutes}分以内に復旧も対応確認もないため",
    "neither recovered nor acknowledged within {minutes} minutes of detection",
  ),
  lapsed: sentence(
    "対応確認のあとに警報レベルが上がり、検知から{minutes}分を過ぎても復旧も新たな対応確認もないため",
    "the level rose above what was acknowledged, and {minutes} minutes after detection it is neither recovered nor acknowledged anew",
  ),
  byOperator: sentence("オペレーターの判断", "an operator's decision"),
  callsStoppedRecovered: sentence(
    "復旧したため、有人架電を中止しました",
    "Operators' calls stopped: it has recovered",
  ),
  callsStoppedAcknowledged: sentence(
    "対応確認があったため、有人架電を中止しました",
    "Operators' calls stopped: it was acknowledged",
  ),
  callsStoppedResolved: sentence(
    "対応完了のため、有人架電を中止しました",
    "Operators' calls stopped: it was resolved",
  ),
  callsGoOn: sentence(
    "対応確認のあとに警報レベルが上がったため、有人架電を再開します",
    "The level rose above what was acknowledged: the operators' calls go on",
  ),
  nobodyReached: sentence(
    "有人架電を2巡行いましたが、どなたにも連絡できませんでした",
    "Operators called through the list twice and reached nobody",
  ),
};
