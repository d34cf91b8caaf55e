import type { Level } from "../alerts/level.ts";
import type { AlertFacts } from "../messages/facts.ts";
import { oneLine } from "../words/oneLine.ts";
import { spokenTime } from "../words/times.ts";
import { readAloud } from "./readAloud.ts";

/** 高 alone could be read たか or こう; these words are unmistakable. */
const spokenLevels: Record<Level, string> = { low: "低いです", middle: "中くらいです", high: "高いです" };

/** The keys that the callee is asked to press (R5.2.2a). */
export const keyPrompt = "確認した場合は1を、もう一度聞く場合は3を押してください。";

/**
 * The message of an automatic call, in short sentences: who calls, whom, what, how bad, since when (R5.2.2a). Plain
 * text; the key prompt is its last sentence.
 */
export function spokenMessage(facts: AlertFacts & { contactReading?: string | null }): string[] {
  const to = oneLine(facts.contactReading ?? "");
  return [
    `${oneLine(facts.centerName)}です。`,
    to === "" ? "警報のお知らせです。" : `${to}様、警報のお知らせです。`,
    ...spokenAlarm(facts, facts.detectedAt),
    keyPrompt,
  ];
}

/** What is wrong and where, how bad, and since when, as said at the given moment. */
export function spokenAlarm(facts: AlertFacts, at: Date): string[] {
  return [
    ...(facts.system === null ? [] : [`システムは、${readAloud(facts.system.name)}です。`]),
    ...(isNamed(facts.node) ? [`サーバーは、${readAloud(facts.node)}です。`] : []),
    isNamed(facts.alarm) ? `警報は、${readAloud(facts.alarm)}です。` : "警報名は、ありません。",
    `警報レベルは、${spokenLevels[facts.level]}。`,
    `${spokenTime(facts.firstOccurredAt, facts.timezone, at)}から発生しています。`,
  ];
}

/** Mails that match no condition and partly unreadable alerts have "-" for missing names. */
const isNamed = (name: string): boolean => oneLine(name) !== "-";

/** What the callee hears after a key, or instead of the message. */
export const spokenAnswers = {
  accepted: "ありがとうございます。担当者として記録しました。対応をお願いいたします。失礼いたします。",
  /** The same person pressed 1 again. */
  alreadyYours: "すでに、担当者として記録しています。対応をお願いいたします。失礼いたします。",
  /** `who`: the reading of the name; null if nobody may be named. */
  someoneElse: (who: string | null): string =>
    who === null
      ? "この警報は、すでに別の方が対応中です。ありがとうございました。失礼いたします。"
      : `この警報は、すでに、${oneLine(who)}さんが対応中です。ありがとうございました。失礼いたします。`,
  recovered: "この警報は、すでに復旧しています。対応は不要です。失礼いたします。",
  /** An operator resolved the incident, or it was closed. */
  closed: "この警報への対応は、すでに終了しています。失礼いたします。",
  hangUp: "通話を終了します。失礼いたします。",
  noKey: "操作が確認できませんでしたので、通話を終了します。失礼いたします。",
} as const;
