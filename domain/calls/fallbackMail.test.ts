import { describe, expect, it } from "vitest";
import { exampleFacts } from "../messages/exampleFacts.ts";
import { fallbackMail, type ToldCall } from "./fallbackMail.ts";

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 21, 18, 27, seconds));
const sato: ToldCall = {
  name: "佐藤 太郎",
  phone: "+819012345678",
  round: 1,
  placedAt: at(16),
  outcome: "missed",
  reason: null,
};
const suzuki: ToldCall = { ...sato, name: "鈴木 花子", phone: "+819023456789", placedAt: at(50) };

describe("the mail of a call list that reached nobody", () => {
  it("[R5.2.2e] says who was called when and how each call ended", () => {
    const mail = fallbackMail(exampleFacts(), [
      sato,
      {
        ...suzuki,
        outcome: "ignored",
        reason: "1が押されないまま通話が終わりました（留守番電話を含みます）",
      },
    ]);
    expect(mail.subject).toBe("【web01】 HTTP警報 架電結果のご連絡");
    expect(mail.body).toContain("どなたにもお繋ぎできませんでした。");
    expect(mail.body).toContain(`【架電結果】
2026年11月22日 03:27:16 佐藤 太郎 様 +819012345678 不在
2026年11月22日 03:27:50 鈴木 花子 様 +819023456789 応答なし操作（1が押されないまま通話が終わりました（留守番電話を含みます））
`);
  });

  it.each([
    ["busy", "話中"],
    ["failed", "発信失敗"],
    ["aborted", "中止"],
    ["acknowledged", "応答(1)"],
    [null, "結果未確認"],
  ] as const)("[R5.2.2e] words %s as %s", (outcome, word) => {
    expect(fallbackMail(exampleFacts(), [{ ...sato, outcome }]).body).toContain(`+819012345678 ${word}\n`);
  });

  it("[R5.2.2d] tells the rounds apart if there were several", () => {
    const { body } = fallbackMail(exampleFacts(), [sato, { ...sato, round: 2, placedAt: at(59) }]);
    expect(body).toContain("1巡目 2026年11月22日 03:27:16 佐藤");
    expect(body).toContain("2巡目 2026年11月22日 03:27:59 佐藤");
  });

  it("[R5.2.2c] says that nobody was called if all were skipped", () => {
    const skipped = { placedAt: null, outcome: "skipped", reason: "03:10に別の警報で架電済み" } as const;
    const { body } = fallbackMail(exampleFacts(), [
      { ...sato, ...skipped },
      { ...suzuki, ...skipped },
    ]);
    expect(body).toContain("いずれもスキップ間隔内に架電済みのため");
    expect(body).toContain("架電なし 佐藤 太郎 様 +819012345678 スキップ（03:10に別の警報で架電済み）");
    expect(body).not.toContain("お繋ぎできませんでした");
  });
});
