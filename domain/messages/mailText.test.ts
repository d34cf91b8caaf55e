import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exampleFacts } from "./exampleFacts.ts";
import { alertMail, recoveryMail } from "./mailText.ts";

describe("the mail of an alert", () => {
  it("[R5.2.1] has the format of 仕様書 5-2-1", () => {
    expect(alertMail(exampleFacts({ value: "98%" }))).toEqual({
      subject: "【web01】 HTTP警報発生のご連絡",
      body: `ご担当者様

お世話になっております。コントロールセンターです。
サーバの警報についてご連絡いたします。

【サーバ名】
web01

【初回発生時刻】
2026年11月22日 03:27:10

【警報検知時刻】
2026年11月22日 03:27:15

【警報内容】
HTTPを検知しました。

【警報レベル】
高

【リソース使用率】
98%

以上、ご連絡させていただきます。
`,
    });
  });

  it("[R5.1d] tells a recovery in the same form", () => {
    const mail = recoveryMail(exampleFacts({ event: "recovery" }));
    expect(mail.subject).toBe("【web01】 HTTP警報復旧のご連絡");
    expect(mail.body).toContain("【復旧時刻】\n2026年11月22日 03:40:00\n");
    expect(mail.body).toContain("【警報内容】\nHTTPの復旧を確認しました。\n");
  });

  it("[R5.2.1] shows a dash for what the tool did not say", () => {
    expect(alertMail(exampleFacts({ value: null })).body).toContain("【リソース使用率】\n-\n");
  });

  it("[R5.2.1] quotes the log of a log alarm, so it cannot pass for the mail's own text's own words", () => {
    const { body } = alertMail(exampleFacts({ log: "panic\n【警報レベル】\n低\n" }));
    expect(body).toContain("HTTPを検知しました。\n\n> panic\n> 【警報レベル】\n> 低\n\n【警報レベル】\n高\n");
  });

  it("[RA3] keeps every subject on one line of bounded length, whatever a tool sends", () => {
    const anyName = fc.string({
      unit: fc.constantFrom("\r\n", "Bcc: x@evil.example", "が", "👩‍🚀", "\ud800", " "),
      maxLength: 400,
    });
    fc.assert(
      fc.property(anyName, anyName, (node, alarm) => {
        const { subject } = alertMail(exampleFacts({ node, alarm }));
        expect(subject).not.toMatch(/[\r\n\p{Cc}]/u);
        expect(subject.isWellFormed()).toBe(true);
        expect([...subject].length).toBeLessThan(230);
        expect(subject.endsWith("警報発生のご連絡")).toBe(true);
      }),
    );
  });
});
