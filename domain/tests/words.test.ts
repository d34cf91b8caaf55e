import { describe, expect, it } from "vitest";
import { spokenTest, testChatLine, testMail } from "./words.ts";

const facts = {
  test: 12,
  customerName: "株式会社アクメ",
  rule: "web down",
  note: "一行目\r\n二行目",
  startedAt: new Date("2026-11-22T03:27:15Z"),
  timezone: "Asia/Tokyo",
  centerName: "コントロールセンター",
};

describe("every message says first that it is a test", () => {
  it("[R2.7.3] mail", () => {
    const { subject, body } = testMail(facts);
    expect(subject).toBe("【テスト】 警報通知テストのご連絡");
    expect(body).toBe(`これは通知テストです。実際の警報ではありません。

ご担当者様

お世話になっております。コントロールセンターです。
警報の通知先としてご登録いただいているメールアドレスへ、テストのメールをお送りしています。
ご対応およびご返信は不要です。

【お客様名】
株式会社アクメ

【試験番号】
#12

【実施時刻】
2026年11月22日 12:27:15

【対応ルール】
web down

【備考】
一行目
二行目

以上、よろしくお願いいたします。
`);
  });

  it("[R2.7.3] chat", () => {
    expect(testChatLine(facts)).toBe(
      "【テスト】 これは通知テストです。実際の警報ではありません。 株式会社アクメ 様 運用試験 #12 2026-11-22 12:27:15",
    );
  });

  it.each([
    ["さとう たろう", "さとう たろう様、警報のご連絡先の確認のため、お電話しています。"],
    [null, "警報のご連絡先の確認のため、お電話しています。"],
  ])("[R2.7.3] telephone: %s", (contactReading, third) => {
    expect(spokenTest({ centerName: "コントロールセンター", contactReading })).toEqual([
      "こちらは、コントロールセンターです。",
      "これはテストのお電話です。",
      "実際の警報ではありません。",
      third,
      "確認した場合は1を、もう一度聞く場合は3を押してください。",
    ]);
  });
});
