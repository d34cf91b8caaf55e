import { say } from "../../say.ts";
import { type TimelineEvent, wordsOf } from "../../timeline.ts";
import { oneLine } from "../../words/oneLine.ts";
import type { Phrase, Text } from "../../words/phrase.ts";
import type { AttentionReason } from "../attention.ts";
import { headlineTexts } from "./texts.ts";

/**
 * Why operators are told about an incident, with the details. A callback is not among the reasons: operators know of
 * it because their own telephones rang.
 */
export type OperatorReason =
  | { kind: "triage" | "no-notification" | "chat-alone" | "slo-warning" | "slo-breach" }
  /** `detail`: how each way of telling ended (domain/incidents/nobodyTold.ts). */
  | { kind: "nobody-told"; detail: Said }
  | { kind: "mail-refused"; to: string; detail: string }
  | { kind: "runbook-start"; runbook: string }
  /** `question`: what the operator must decide or do. */
  | { kind: "runbook-asks"; question: Said }
  /** `summary`: what was tried, and what was seen. */
  | { kind: "runbook-failed"; summary: Said }
  /** `next`: whom to call first. */
  | { kind: "operator-calls"; next: string }
  | { kind: "call-unknown"; name: string; phone: string }
  /** `what`: the part of the incident's work that failed. */
  | { kind: "fault"; what: string }
  /** `detail`: what happened to the secondary response. */
  | { kind: "secondary"; detail: Said };

/** What happened, or a text; it gets its words when it is told. */
type Said = TimelineEvent | Text;

const inWords = (said: Said): string =>
  typeof said === "object" && "event" in said ? wordsOf(said as TimelineEvent, "ja") : say(said as Text);

/** Reasons that the operators' queue also shows. */
export type AttentionCause = Extract<OperatorReason, { kind: AttentionReason }>;

export interface ReasonWords {
  /** Shown in the subject and at the head of the chat line. */
  headline: Phrase;
  what: string;
  /** What the operator is asked to do. */
  todo: string;
}

/** Words the reason for an operator: what happened, and what to do now. */
export function wordsFor(why: OperatorReason, minutesLeft: number): ReasonWords {
  switch (why.kind) {
    case "triage":
      return {
        headline: headlineTexts.triage(),
        what: "自動で対応するルールがないため、振り分け待ちです。初動目標の時間は進んでいます。",
        todo: "内容を確認し、対応ルールを割り当てるか、お客様へご連絡ください。",
      };
    case "no-notification":
      return {
        headline: headlineTexts["no-notification"](),
        what: "対応ルールに、お客様への自動通知がありません。初動目標の時間は進んでいます。",
        todo: "内容を確認し、対応を開始してください。",
      };
    case "chat-alone":
      return {
        headline: headlineTexts["chat-alone"](),
        what: "お客様への通知はチャットのみです。チャットは初動対応に数えられません。",
        todo: "内容を確認し、必要に応じてお客様へ電話またはメールでご連絡ください。",
      };
    case "nobody-told":
      return {
        headline: headlineTexts["nobody-told"](),
        what: `お客様のどなたにも通知できていません。${oneLine(inWords(why.detail))}`,
        todo: "ほかの連絡手段で、至急お客様へご連絡ください。",
      };
    case "slo-warning":
      return {
        headline: timeLeft(minutesLeft),
        what: "初動対応がまだ行われていません。",
        todo: "期限までに、お客様への連絡または復旧対応を開始してください。",
      };
    case "slo-breach":
      return {
        headline: headlineTexts["slo-breach"](),
        what: "初動対応が行われないまま、初動期限を過ぎました。超過として記録しています。",
        todo: "至急、お客様への連絡または復旧対応を開始してください。",
      };
    case "mail-refused":
      return {
        headline: headlineTexts["mail-refused"](),
        what: `${oneLine(why.to)} 宛てのメールが受け付けられませんでした。${oneLine(why.detail)}`,
        todo: "宛先を確認し、必要に応じてほかの手段でお客様へご連絡ください。",
      };
    case "operator-calls":
      return {
        headline: headlineTexts["operator-calls"](),
        what: "エスカレーションにより、有人架電を始めます。",
        todo: `架電リストの順に、お客様へ電話してください。最初の方: ${oneLine(why.next)} 様`,
      };
    case "runbook-start":
      return {
        headline: headlineTexts["runbook-start"](),
        what: `障害一次対応の手順書「${oneLine(why.runbook)}」は、オペレーターが開始します。お客様への自動通知はありません。`,
        todo: "内容を確認し、手順書を開始するか、お客様へご連絡ください。",
      };
    case "runbook-asks":
      return {
        headline: headlineTexts["runbook-asks"](),
        what: oneLine(inWords(why.question)),
        todo: "インシデントの画面で、時間内に回答してください。",
      };
    case "runbook-failed":
      return {
        headline: headlineTexts["runbook-failed"](),
        what: oneLine(inWords(why.summary)),
        todo: "対応ルールにエスカレーションの定めがありません。お客様へご連絡ください。",
      };
    case "call-unknown":
      return {
        headline: headlineTexts.callUnknown(),
        what: `${oneLine(why.name)} 様（${why.phone}）への架電の結果を電話会社に確認できません。二重の架電を避けるため、かけ直していません。`,
        todo: "必要に応じて、お客様へ電話でご確認ください。",
      };
    case "fault":
      return {
        headline: headlineTexts.fault(),
        what: `システムの処理に失敗しました: ${oneLine(why.what)}`,
        todo: "お客様に連絡が届いているか確認し、必要に応じてご連絡ください。",
      };
    case "secondary":
      return {
        headline: headlineTexts.secondary(),
        what: `${oneLine(inWords(why.detail))}。`,
        todo: "インシデントの障害二次対応を確認し、次の作業を進めてください。",
      };
  }
}

function timeLeft(minutes: number): Phrase {
  return minutes < 1
    ? headlineTexts.lessThanAMinuteLeft()
    : headlineTexts.minutesLeft({ minutes: Math.floor(minutes) });
}
