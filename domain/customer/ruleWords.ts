import { levelWord } from "../level.ts";
import type { CallPlan, CustomerConfiguration, Escalation, Match, Notify, Rule } from "./configuration.ts";

type Named = Pick<CustomerConfiguration, "contacts">;

/** A rule in one line, as an operator reads it: what it is for, and what happens then. */
export function describeRule(configuration: Named, rule: Rule): string {
  const acts = [
    ...notifyWords(configuration, rule.notify),
    ...(rule.firstResponse === null ? [] : [firstResponseWords(rule.firstResponse)]),
    ...(rule.escalation === null ? [] : [escalationWords(configuration, rule.escalation)]),
    ...(rule.closeAfterMinutes === null ? [] : [`再発がなければ${rule.closeAfterMinutes}分後に終了`]),
  ];
  return `${matchWords(rule.match)} → ${acts.length === 0 ? "オペレーターが振り分け" : acts.join("、")}`;
}

/** What a rule is for: システム shop・レベル 高. */
export function matchWords(match: Match): string {
  const parts = [
    match.system === null ? [] : [`システム ${match.system}`],
    match.node === null ? [] : [`サーバー ${match.node}`],
    match.alarm === null ? [] : [`警報 ${match.alarm}`],
    match.level.length === 0 ? [] : [`レベル ${match.level.map((level) => levelWord(level)).join("・")}`],
    match.time === null ? [] : [match.time === "businessHours" ? "営業時間内" : "営業時間外"],
  ].flat();
  return parts.length === 0 ? "すべての警報" : parts.join("・");
}

/** 佐藤 太郎; the id where the file has no such person. */
export const contactName = ({ contacts }: Named, id: string): string => contacts[id]?.name ?? id;

export const contactNames = (configuration: Named, ids: readonly string[], between = "、"): string =>
  ids.map((id) => contactName(configuration, id)).join(between);

export const callModeWord = (mode: CallPlan["mode"]): string => (mode === "sequential" ? "順次" : "一斉");

function notifyWords(configuration: Named, notify: Notify | null): string[] {
  if (notify === null) return [];
  const { mail, chat, call } = notify;
  return [
    ...(mail === null ? [] : [`メール: ${contactNames(configuration, mail.to)}`]),
    ...(chat.length === 0 ? [] : [`チャット: ${chat.join("、")}`]),
    ...(call === null ? [] : [callWords(configuration, call)]),
  ];
}

function callWords(configuration: Named, call: CallPlan): string {
  const order = contactNames(configuration, call.list, call.mode === "sequential" ? " → " : "、");
  const more = [
    `呼出${call.ringSeconds}秒`,
    `スキップ間隔${call.skipMinutes}分`,
    ...(call.retries === 0 ? [] : [`再架電${call.retries}回`]),
  ];
  return `自動架電（${callModeWord(call.mode)}）: ${order}（${more.join("・")}）`;
}

const firstResponseWords = ({ runbook, start }: NonNullable<Rule["firstResponse"]>): string =>
  `障害一次対応: ${runbook}（${start === "automatic" ? "自動" : "オペレーターが開始"}）`;

function escalationWords(configuration: Named, { afterMinutes, mail, operatorCalls }: Escalation): string {
  const parts = [
    ...(mail === null ? [] : [`メール ${contactNames(configuration, mail.to)}`]),
    ...(operatorCalls === null
      ? []
      : [
          `有人架電 営業時間内 ${contactNames(configuration, operatorCalls.businessHours, " → ") || "なし"}`,
          `営業時間外 ${contactNames(configuration, operatorCalls.afterHours, " → ") || "なし"}`,
        ]),
  ];
  return `エスカレーション${afterMinutes === null ? "" : `（検知から${afterMinutes}分後）`}: ${parts.join("・")}`;
}
