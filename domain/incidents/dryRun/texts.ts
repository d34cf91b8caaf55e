import { sentence, words } from "../../words/sentence.ts";

/** What the engine would decide about a hypothetical alert: one sentence for each decision. */
export const dryRunTexts = {
  noOneSystem: sentence(
    "{node} をマネジメント対象に持つシステムを一つに決められないため、システムなしとして扱います",
    "No system: there is not exactly one that has {node} among its targets",
  ),
  systemOfNode: sentence(
    "システムは {system} です（{node} がその対象のため）",
    "The system is {system} ({node} is one of its targets)",
  ),
  systemGiven: sentence(
    "システムは {system} です（アラートの指定どおり）",
    "The system is {system} (as the alert says)",
  ),
  passed: sentence("ルール「{rule}」は該当しません（{why}）", 'Rule "{rule}" does not match ({why})'),
  matches: sentence("ルール「{rule}」に該当します（{match}）", 'Rule "{rule}" matches ({match})'),
  mail: sentence("{name} 様（{address}）へメールを送信します", "Mails {name} ({address})"),
  noMail: sentence("{name} 様へのメールは送信しません（{why}）", "Does not mail {name} ({why})"),
  chat: sentence("チャット {chat} に投稿します", "Posts to the chat {chat}"),
  sequential: sentence(
    "自動架電（順次）: 上から順に呼び出し、最初に1を押した方で終わります（呼出{seconds}秒）",
    "Automatic calls (one after another): from the top, until somebody presses 1 (ring {seconds} s)",
  ),
  simultaneous: sentence(
    "自動架電（一斉）: 全員を同時に呼び出し、最初に1を押した方で終わります（呼出{seconds}秒）",
    "Automatic calls (all at once): everybody, until somebody presses 1 (ring {seconds} s)",
  ),
  ring: sentence("{position}番 {name} 様 {phone} に架電します", "No. {position}: calls {name} at {phone}"),
  noRing: sentence(
    "{position}番 {name} 様には架電しません（{why}）",
    "No. {position}: does not call {name} ({why})",
  ),
  nobodyRings: sentence(
    "架電できる方がいないため、架電結果のご連絡をメールで送信します",
    "Nobody can be called, so the result of the calls is mailed",
  ),
  nobodyAnswers: sentence(
    "どなたも1を押さなければ、架電結果のご連絡をメールで送信します",
    "If nobody presses 1, the result of the calls is mailed",
  ),
  nobodyAnswersAgain: sentence(
    "どなたも1を押さなければ、さらに{rounds}巡かけ直し、それでも架電結果のご連絡をメールで送信します",
    "If nobody presses 1, the list is called again (further rounds: {rounds}), and then the result of the calls is mailed",
  ),
  sameAddress: sentence("同じアドレスに送信されるため", "the same address is mailed already"),
  pastMoment: sentence(
    "過去の時刻のため、スキップ間隔は考慮していません",
    "Skip intervals are left out, since this time has passed",
  ),
};

/** The parts of a rule that do not fit an alert. */
export const mismatchTexts = {
  system: sentence("システムが {wanted} ではない: {found}", "system is not {wanted}: {found}"),
  node: sentence("サーバーが {wanted} ではない: {found}", "node is not {wanted}: {found}"),
  alarm: sentence("警報が {wanted} ではない: {found}", "alarm is not {wanted}: {found}"),
  level: sentence("レベルが {wanted} ではない: {found}", "level is not {wanted}: {found}"),
  onlyAfterHours: sentence("営業時間外のみのルール", "only for after hours"),
  onlyBusinessHours: sentence("営業時間内のみのルール", "only for business hours"),
  noSystem: sentence("なし", "none"),
};

/** What is left to operators, and why. */
export const leftToOperatorsTexts = words({
  triage: [
    "このルールには通知・障害一次対応・エスカレーションがないため、オペレーターの振り分け待ちになります",
    "This rule has no notification, first response or escalation, so it goes to triage",
  ],
  "chat-alone": [
    "チャットだけでは初動対応にならないため、オペレーターにも連絡します",
    "A chat alone is no first response, so operators are told, too",
  ],
  "runbook-start": [
    "自動の通知がなく、手順書はオペレーターが開始するため、オペレーターに連絡します",
    "Nobody is told automatically and an operator starts the runbook, so operators are told",
  ],
  "no-notification": [
    "自動の通知がないため、オペレーターに連絡します",
    "Nobody is told automatically, so operators are told",
  ],
});

export const supposedFirstResponseTexts = {
  skipped: sentence(
    "障害一次対応 {runbook} は実行しません（{why}）",
    "First response {runbook} does not run ({why})",
  ),
  automatic: sentence(
    "障害一次対応 {runbook} を自動で開始します",
    "First response {runbook} starts by itself",
  ),
  operator: sentence(
    "障害一次対応 {runbook} をオペレーターが開始します",
    "An operator starts the first response {runbook}",
  ),
  notInPlan: sentence(
    "ご契約プランに障害一次対応が含まれていません",
    "the customer's plan has no first response",
  ),
};

export const supposedEscalationTexts = {
  byDecision: sentence(
    "エスカレーション: 障害一次対応で復旧しないとき、またはオペレーターの判断で",
    "Escalation: if the first response does not recover it, or when an operator decides",
  ),
  afterMinutes: sentence(
    "エスカレーション: 検知から{minutes}分たっても復旧・対応確認がないとき",
    "Escalation: when it is neither recovered nor acknowledged {minutes} min after detection",
  ),
  operatorCalls: sentence("有人架電（{band}のリスト）: {order}", "Operators' calls ({band} list): {order}"),
  noPhone: sentence("{name}（電話番号なし）", "{name} (no telephone number)"),
};
