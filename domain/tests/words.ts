import { keyPrompt } from "../calls/speech.ts";
import type { Mail } from "../messages/facts.ts";
import { oneLine, severalLines } from "../words/oneLine.ts";
import { chatTime, mailTime } from "../words/times.ts";

/** Part of every message of an operation test, so that it is not mistaken for an alert. */
const isATest = "これは通知テストです。実際の警報ではありません。";

export interface TestFacts {
  test: number;
  customerName: string;
  rule: string | null;
  note: string | null;
  startedAt: Date;
  timezone: string;
  centerName: string;
}

export function testMail(facts: TestFacts): Mail {
  const details = [
    `【お客様名】\n${oneLine(facts.customerName)}`,
    `【試験番号】\n#${facts.test}`,
    `【実施時刻】\n${mailTime(facts.startedAt, facts.timezone)}`,
    ...(facts.rule === null ? [] : [`【対応ルール】\n${oneLine(facts.rule)}`]),
    ...(facts.note === null ? [] : [`【備考】\n${severalLines(facts.note).trim()}`]),
  ];
  return {
    subject: "【テスト】 警報通知テストのご連絡",
    body: [
      isATest,
      "",
      "ご担当者様",
      "",
      `お世話になっております。${oneLine(facts.centerName)}です。`,
      "警報の通知先としてご登録いただいているメールアドレスへ、テストのメールをお送りしています。",
      "ご対応およびご返信は不要です。",
      "",
      ...details.flatMap((detail) => [detail, ""]),
      "以上、よろしくお願いいたします。",
      "",
    ].join("\n"),
  };
}

/** One line, like an alert's. */
export const testChatLine = (facts: TestFacts): string =>
  [
    "【テスト】",
    isATest,
    `${oneLine(facts.customerName)} 様`,
    `運用試験 #${facts.test}`,
    chatTime(facts.startedAt, facts.timezone),
  ].join(" ");

/** What the callee hears; the key prompt is its last sentence. */
export function spokenTest(facts: { centerName: string; contactReading: string | null }): string[] {
  const to = oneLine(facts.contactReading ?? "");
  return [
    `こちらは、${oneLine(facts.centerName)}です。`,
    "これはテストのお電話です。",
    "実際の警報ではありません。",
    `${to === "" ? "" : `${to}様、`}警報のご連絡先の確認のため、お電話しています。`,
    keyPrompt,
  ];
}

export const spokenTestAnswers = {
  accepted: "ありがとうございます。テストのお電話を確認いただきました。失礼いたします。",
  hangUp: "テストのお電話を終了します。失礼いたします。",
  noKey: "操作が確認できませんでしたので、テストのお電話を終了します。失礼いたします。",
} as const;
