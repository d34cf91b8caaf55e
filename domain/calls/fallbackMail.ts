import type { AlertFacts, Mail } from "../messages/facts.ts";
import { firingSections, letter, type Section, subjectOf } from "../messages/mailParts.ts";
import { say } from "../say.ts";
import type { Language } from "../words/language.ts";
import { oneLine } from "../words/oneLine.ts";
import type { Text } from "../words/phrase.ts";
import { mailTime } from "../words/times.ts";
import type { CallOutcome } from "./outcome.ts";
import { callOutcomeTexts } from "./texts.ts";

/** One entry of the ledger of calls, as a person reads it. */
export interface ToldCall {
  /** The contact's name. */
  name: string;
  phone: string;
  round: number;
  /** null if the number was not rung. */
  placedAt: Date | null;
  outcome: CallOutcome | null;
  reason: Text | null;
}

/** How a call ended, in the words of the glossary. */
export const callOutcomeWord = (outcome: CallOutcome | null, language: Language = "ja"): string =>
  callOutcomeTexts[outcome ?? "unknown"](language);

/** The mail after all rounds reached nobody: who was called when, and how each call ended (R5.2.2e, R5.3.2). */
export function fallbackMail(
  facts: AlertFacts,
  calls: readonly ToldCall[],
  by: "automatic" | "operators" = "automatic",
): Mail {
  return {
    subject: subjectOf(facts, " 架電結果のご連絡"),
    body: letter(facts.centerName, by === "operators" ? operatorsOpening : opening(calls), [
      ...firingSections(facts),
      callsSection(facts, calls),
    ]),
  };
}

const operatorsOpening = [
  "下記の警報について、オペレーターからお電話を差し上げましたが、どなたにもお繋ぎできませんでした。",
];

function opening(calls: readonly ToldCall[]): string[] {
  if (calls.length > 0 && calls.every((call) => call.outcome === "skipped"))
    return [
      "下記の警報について、架電リストの皆様はいずれもスキップ間隔内に架電済みのため、",
      "自動架電を行いませんでした。メールにてご連絡いたします。",
    ];
  return ["下記の警報について自動架電を行いましたが、どなたにもお繋ぎできませんでした。"];
}

function callsSection(facts: AlertFacts, calls: readonly ToldCall[]): Section {
  const rounds = new Set(calls.map((call) => call.round));
  const lines = calls.map((call) => {
    const when = call.placedAt === null ? "架電なし" : mailTime(call.placedAt, facts.timezone);
    const round = rounds.size > 1 ? `${call.round}巡目 ` : "";
    const reason = call.reason === null ? "" : `（${oneLine(say(call.reason))}）`;
    return `${round}${when} ${oneLine(call.name)} 様 ${call.phone} ${callOutcomeWord(call.outcome)}${reason}`;
  });
  return { title: "架電結果", text: lines.length === 0 ? "架電した番号はありません。" : lines.join("\n") };
}
