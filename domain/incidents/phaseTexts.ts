import { sentence, words } from "../words/sentence.ts";

/** The states of an incident, wherever people see them: in the console, the API and the Temporal UI. */
export const stateTexts = words({
  triage: ["振り分け待ち", "In triage"],
  open: ["未確認", "Open"],
  acknowledged: ["対応確認済み", "Acknowledged"],
  recovered: ["復旧済み", "Recovered"],
  closed: ["対応完了", "Closed"],
});

/** What is happening to an incident now. These are parts of one line, so they have no full stop. */
export const phaseTexts = {
  silenced: sentence("静観中", "Silenced"),
  telling: sentence("連絡中", "Telling the customer"),
  told: sentence("連絡済み・対応確認待ち", "Customer told, waiting for acknowledgement"),
  acknowledgedBy: sentence("{by}が対応確認済み", "Acknowledged by {by}"),
  closedBy: sentence("対応完了（{by}が終了）", "Resolved by {by}"),
  callWaiting: sentence("{name}様への架電待ち", "Call to {name} waits its turn"),
  ringing: sentence("{name}様へ架電中", "Calling {name}"),
  talking: sentence("{name}様と通話中", "Talking with {name}"),
  ringingAll: sentence("{name}様ほか{others}名へ一斉架電中", "Calling {name} and {others} more at once"),
  round: sentence("（{round}巡目）", " (round {round})"),
  callStillOn: sentence("通話終了待ち", "waiting for the call to end"),
  operatorsTurn: sentence(
    "有人架電{round}巡目・次は{next}様",
    "Operators' calls, round {round}, next {next}",
  ),
  runbookRuns: sentence("手順書「{title}」を実行中", "Runbook 「{title}」 is running"),
  runbookAsks: sentence("手順書「{title}」が回答を待っています", "Runbook 「{title}」 waits for an answer"),
  takenBy: sentence("担当: {by}", "taken by {by}"),
  look: sentence("{happening}（要確認: {why}）", "{happening} (look: {why})"),
  between: sentence("・", ", "),
};

/** The reasons for telling operators, as shown beside an incident. */
export const attentionWords = {
  triage: ["振り分け待ち", "in triage"],
  "chat-alone": ["チャット通知のみ", "told by chat alone"],
  "no-notification": ["自動通知なし", "no automatic notification"],
  "nobody-told": ["通知不達", "nobody could be told"],
  "runbook-start": ["手順書の開始待ち", "runbook waits to be started"],
  "runbook-asks": ["手順書の回答待ち", "runbook waits for an answer"],
  "runbook-failed": ["一次対応で復旧せず", "runbook did not recover it"],
  "operator-calls": ["有人架電", "operators' calls"],
  "mail-refused": ["メール不達", "mail refused"],
  callback: ["折り返しのお電話", "customer is calling back"],
  "slo-warning": ["初動期限間近", "first response due soon"],
  "slo-breach": ["初動目標超過", "first response overdue"],
  fault: ["処理の失敗", "processing failed"],
  secondary: ["障害二次対応", "secondary response"],
} as const;
export const attentionTexts = words(attentionWords);
