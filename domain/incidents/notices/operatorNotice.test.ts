import { describe, expect, it } from "vitest";
import { exampleFacts } from "../../messages/exampleFacts.ts";
import { deadlineAfter } from "../slo.ts";
import { operatorNotice } from "./operatorNotice.ts";
import type { OperatorReason } from "./operatorReasons.ts";
import { headlineTexts } from "./texts.ts";

const deadlineAt = deadlineAfter(exampleFacts().detectedAt);
const minutesBefore = (minutes: number) => ({
  deadlineAt,
  now: new Date(deadlineAt.getTime() - minutes * 60_000),
});
const atOnce = minutesBefore(15);

describe("a notice to operators", () => {
  it("[R5.1a] says what waits for a person, until when, and what to do", () => {
    expect(operatorNotice(exampleFacts(), { kind: "triage" }, atOnce)).toEqual({
      headline: headlineTexts.triage(),
      subject: "【要対応】#1024 振り分け待ち 株式会社アクメ web01 HTTP",
      line: "【要対応】#1024 振り分け待ち 株式会社アクメ web01 HTTP レベル高 03:27発生 初動期限 03:42 自動で対応するルールがないため、振り分け待ちです。初動目標の時間は進んでいます。",
      body: `自動で対応するルールがないため、振り分け待ちです。初動目標の時間は進んでいます。
内容を確認し、対応ルールを割り当てるか、お客様へご連絡ください。

インシデント: #1024
お客様: 株式会社アクメ（acme）
システム: ECサイト
サーバ名: web01
警報名: HTTP
警報レベル: 高
検知データ: 503
初回発生時刻: 2026年11月22日 03:27:10
警報検知時刻: 2026年11月22日 03:27:15
初動期限: 2026年11月22日 03:42:15
`,
    });
  });

  const reasons: [OperatorReason, RegExp, minutesLeft?: number][] = [
    [{ kind: "chat-alone" }, /チャットは初動対応に数えられません/],
    [
      { kind: "nobody-told", detail: "メールはすべて受け付けられませんでした（2件）" },
      /どなたにも通知できていません。メールはすべて/,
    ],
    [{ kind: "slo-warning" }, /初動期限まで残り5分/, 5],
    [{ kind: "slo-warning" }, /残り1分未満/, 0.5],
    [{ kind: "slo-breach" }, /超過として記録しています/],
    [
      { kind: "mail-refused", to: "sato@acme.example", detail: "550 User unknown" },
      /sato@acme\.example 宛て.*550 User unknown/,
    ],
    [
      { kind: "call-unknown", name: "佐藤 太郎", phone: "+819012345678" },
      /佐藤 太郎 様（\+819012345678）.*かけ直していません/,
    ],
  ];
  it.each(reasons)("[R3.1b] words the reason %#", (why, words, minutesLeft = 15) => {
    const notice = operatorNotice(exampleFacts(), why, minutesBefore(minutesLeft));
    expect(notice.line).toMatch(words);
    expect(notice.subject).toContain("#1024");
    expect(notice.body).toContain("初動期限: ");
  });

  it("[R5.1a] tells of an alert with an unknown customer", () => {
    const facts = exampleFacts({ customer: null, system: null, node: "-", log: "a\nb" });
    const notice = operatorNotice(facts, { kind: "triage" }, atOnce);
    expect(notice.subject).toContain("お客様未特定 - HTTP");
    expect(notice.body).toContain("お客様: 未特定\nシステム: -\nサーバ名: -\n");
    expect(notice.body).toContain("ログ: a b\n");
  });

  it("[R3.1c] says that no time runs while the alert is silenced, and stays on one line", () => {
    const notice = operatorNotice(
      exampleFacts({ node: "web\r\n01" }),
      { kind: "triage" },
      { ...atOnce, deadlineAt: null },
    );
    expect(notice.line).toContain("初動期限なし");
    expect(`${notice.line}${notice.subject}`).not.toMatch(/[\r\n]/);
  });
});
