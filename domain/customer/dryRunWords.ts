import { explainTimeBand } from "../calendar/timeBand.ts";
import { levelWord } from "../level.ts";
import type { CallPlan, CustomerConfiguration, Rule } from "./configuration.ts";
import {
  type SupposedIncident,
  type SupposedRing,
  type SupposedTelling,
  supposedEscalation,
  supposedFirstResponse,
} from "./dryRun.ts";
import { type MatchField, mismatches } from "./rules.ts";
import { callModeWord, matchWords } from "./ruleWords.ts";

interface Told {
  mails: readonly SupposedTelling[];
  rings: readonly SupposedRing[];
}

/** Every decision of a dry run with its reason, a line each, in the order in which the engine decides. */
export function explainDryRun(
  configuration: CustomerConfiguration,
  incident: SupposedIncident,
  { mails, rings }: Told,
): string[] {
  return [
    systemLine(incident),
    explainTimeBand(configuration.calendar, configuration.timezone, incident.alert.at),
    ...ruleLines(configuration, incident),
    ...mailLines(mails),
    ...incident.handling.chats.map((chat) => `チャット ${chat} に投稿します`),
    ...callLines(incident.handling.call, rings),
    ...operatorLines(incident),
    ...firstResponseLines(configuration, incident.rule),
    ...escalationLines(configuration, incident),
  ];
}

function systemLine({ alert, system }: SupposedIncident): string {
  if (system === null)
    return `${alert.node} をマネジメント対象に持つシステムを一つに決められないため、システムなしとして扱います`;
  const why = alert.system === null ? `${alert.node} がその対象のため` : "アラートの指定どおり";
  return `システムは ${system} です（${why}）`;
}

function ruleLines(configuration: CustomerConfiguration, incident: SupposedIncident): string[] {
  const { rules } = configuration;
  const passed = rules.slice(0, rules.indexOf(incident.rule));
  return [
    ...passed.map((rule) => `ルール「${rule.name}」は該当しません（${whyNot(rule, incident)}）`),
    `ルール「${incident.rule.name}」に該当します（${matchWords(incident.rule.match)}）`,
  ];
}

function whyNot({ match }: Rule, { alert, system, band }: SupposedIncident): string {
  const words: Record<MatchField, string> = {
    system: `システムが ${match.system} ではない: ${system ?? "なし"}`,
    node: `サーバーが ${match.node} ではない: ${alert.node}`,
    alarm: `警報が ${match.alarm} ではない: ${alert.alarm}`,
    level: `レベルが ${match.level.map((level) => levelWord(level)).join("・")} ではない: ${levelWord(alert.level)}`,
    time: band === "businessHours" ? "営業時間外のみのルール" : "営業時間内のみのルール",
  };
  return mismatches(match, { ...alert, system }, band)
    .map((field) => words[field])
    .join("、");
}

const mailLines = (mails: readonly SupposedTelling[]): string[] =>
  mails.map(({ name, address, skipped }) =>
    skipped === null
      ? `${name} 様（${address}）へメールを送信します`
      : `${name} 様へのメールは送信しません（${skipped}）`,
  );

function callLines(plan: CallPlan | null, rings: readonly SupposedRing[]): string[] {
  if (plan === null) return [];
  const head =
    plan.mode === "sequential"
      ? `自動架電（${callModeWord(plan.mode)}）: 上から順に呼び出し、最初に1を押した方で終わります（呼出${plan.ringSeconds}秒）`
      : `自動架電（${callModeWord(plan.mode)}）: 全員を同時に呼び出し、最初に1を押した方で終わります（呼出${plan.ringSeconds}秒）`;
  const each = rings.map(({ position, name, phone, skipped }) =>
    skipped === null
      ? `${position}番 ${name} 様 ${phone} に架電します`
      : `${position}番 ${name} 様には架電しません（${skipped}）`,
  );
  return [head, ...each, ...afterwards(plan, rings)];
}

function afterwards(plan: CallPlan, rings: readonly SupposedRing[]): string[] {
  if (rings.every((ring) => ring.skipped !== null))
    return ["架電できる方がいないため、架電結果のご連絡をメールで送信します"];
  const again = plan.retries === 0 ? "" : `さらに${plan.retries}巡かけ直し、それでも`;
  return [`どなたも1を押さなければ、${again}架電結果のご連絡をメールで送信します`];
}

const operatorWords = {
  triage:
    "このルールには通知・障害一次対応・エスカレーションがないため、オペレーターの振り分け待ちになります",
  "chat-alone": "チャットだけでは初動対応にならないため、オペレーターにも連絡します",
  "no-notification": "自動の通知がないため、オペレーターに連絡します",
} as const;

/** What is left to operators, as a sentence; null where nothing is. */
export const operatorsReason = ({ handling }: SupposedIncident): string | null =>
  handling.operators === null ? null : operatorWords[handling.operators];

function operatorLines(incident: SupposedIncident): string[] {
  const reason = operatorsReason(incident);
  return reason === null ? [] : [reason];
}

function firstResponseLines(configuration: CustomerConfiguration, rule: Rule): string[] {
  const response = supposedFirstResponse(configuration, rule);
  if (response === null) return [];
  if (response.skipped !== null)
    return [`障害一次対応 ${response.runbook} は実行しません（${response.skipped}）`];
  const start = response.start === "automatic" ? "自動で開始します" : "オペレーターが開始します";
  return [`障害一次対応 ${response.runbook} を${start}`];
}

function escalationLines(configuration: CustomerConfiguration, incident: SupposedIncident): string[] {
  const escalation = supposedEscalation(configuration, incident);
  if (escalation === null) return [];
  const { afterMinutes, mail, operatorCalls } = escalation;
  const when =
    afterMinutes === null
      ? "障害一次対応で復旧しないとき、またはオペレーターの判断で"
      : `検知から${afterMinutes}分たっても復旧・対応確認がないとき`;
  const band = incident.band === "businessHours" ? "営業時間内" : "営業時間外";
  const order = operatorCalls.map(({ name, phone }) => (phone === null ? `${name}（電話番号なし）` : name));
  return [
    `エスカレーション: ${when}`,
    ...mailLines(mail),
    ...(order.length === 0 ? [] : [`有人架電（${band}のリスト）: ${order.join(" → ")}`]),
  ];
}
