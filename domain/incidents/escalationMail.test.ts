import { expect, it } from "vitest";
import { exampleFacts } from "../messages/exampleFacts.ts";
import { escalationMail } from "./escalationMail.ts";

const call = {
  name: "鈴木 花子",
  phone: "+819023456789",
  round: 1,
  placedAt: new Date("2026-11-21T18:28:00Z"),
  outcome: "missed" as const,
  reason: null,
};

it("[R5.3.2] says why it is escalated and what was tried", () => {
  const mail = escalationMail(exampleFacts(), "検知から10分以内に復旧も対応確認もないため", {
    mailed: ["佐藤 太郎"],
    calls: [call],
    runs: [],
  });
  expect(mail.subject).toMatch(/^【web01】 .+警報 エスカレーションのご連絡$/);
  expect(mail.body).toContain("【エスカレーションの理由】\n検知から10分以内に復旧も対応確認もないため");
  expect(mail.body).toContain("メール: 佐藤 太郎 様\n電話: 2026年11月22日 03:28:00 鈴木 花子 様 不在");
});

it("[R5.3.2] says if it is the first message", () => {
  const { body } = escalationMail(exampleFacts(), "理由", { mailed: [], calls: [], runs: [] });
  expect(body).toContain("【これまでの対応】\nご連絡はこのメールが最初です。");
});
