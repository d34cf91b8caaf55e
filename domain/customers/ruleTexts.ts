import { sentence, words } from "../words/sentence.ts";

/** What a rule matches. */
export const matchTexts = {
  everything: sentence("すべての警報", "all alerts"),
  system: sentence("システム {system}", "system {system}"),
  node: sentence("サーバー {node}", "node {node}"),
  alarm: sentence("警報 {alarm}", "alarm {alarm}"),
  level: sentence("レベル {levels}", "level {levels}"),
  betweenLevels: sentence("・", "/"),
};

export const bandTexts = words({
  businessHours: ["営業時間内", "business hours"],
  afterHours: ["営業時間外", "after hours"],
});

export const callModeTexts = words({
  sequential: ["順次", "one after another"],
  simultaneous: ["一斉", "all at once"],
});

/** What a rule does, in one line. */
export const ruleTexts = {
  triage: sentence("オペレーターが振り分け", "operators triage it"),
  mail: sentence("メール: {names}", "mail: {names}"),
  chat: sentence("チャット: {chats}", "chat: {chats}"),
  call: sentence("自動架電（{mode}）: {order}（{details}）", "automatic calls ({mode}): {order} ({details})"),
  ringSeconds: sentence("呼出{seconds}秒", "ring {seconds} s"),
  skipMinutes: sentence("スキップ間隔{minutes}分", "skip interval {minutes} min"),
  retries: sentence("再架電{times}回", "retries {times}"),
  automaticFirstResponse: sentence(
    "障害一次対応: {runbook}（自動）",
    "first response: {runbook} (starts by itself)",
  ),
  operatorsFirstResponse: sentence(
    "障害一次対応: {runbook}（オペレーターが開始）",
    "first response: {runbook} (an operator starts it)",
  ),
  escalation: sentence("エスカレーション: {acts}", "escalation: {acts}"),
  escalationAfter: sentence(
    "エスカレーション（検知から{minutes}分後）: {acts}",
    "escalation ({minutes} min after detection): {acts}",
  ),
  escalationMail: sentence("メール {names}", "mail {names}"),
  operatorCalls: sentence(
    "有人架電 営業時間内 {businessHours}・営業時間外 {afterHours}",
    "operators call {businessHours} in business hours, {afterHours} after hours",
  ),
  betweenEscalations: sentence("・", " and "),
  nobody: sentence("なし", "nobody"),
  closeAfter: sentence("再発がなければ{minutes}分後に終了", "closed after {minutes} min without a repeat"),
};

/** Remarks in a proposed rule, for the keeper of the customer's file. */
export const proposalTexts = {
  fillIn: sentence("通知先を記入してください", "fill in who is told"),
  sameAs: sentence("通知先は「{rule}」と同じにしてください", 'tell the same people as "{rule}"'),
};
