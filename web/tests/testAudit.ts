import type { TestApi } from "../../api/testApi.ts";
import { beginAudit, endAudit } from "../../db/people/audit.ts";

type Done = [
  person: string,
  action: string,
  detail: object,
  more?: Partial<Parameters<typeof beginAudit>[1]>,
  outcome?: "done" | "refused" | "failed" | null,
  code?: string,
];

/** A night in the control centre, as the audit log keeps it. */
const night: Done[] = [
  ["鈴木 次郎", "login", { address: "10.2.0.14" }],
  ["?", "login", { address: "203.0.113.9" }, { role: null }, "refused", "invalid_username_or_password"],
  ["鈴木 次郎", "acknowledge", {}, { customer: "acme", incident: 1 }],
  ["高橋 望", "take", {}, { customer: "acme", incident: 1 }],
  ["鈴木 次郎", "take", {}, { customer: "acme", incident: 1 }, "refused", "taken"],
  [
    "高橋 望",
    "sendMail",
    {
      to: ["sato"],
      subject: "【web01】 HTTP応答監視 状況のご連絡",
      body: "お世話になっております。コントロールセンターでございます。web01 のサービスを再起動し、応答が戻ったことを確認いたしました。引き続き30分間監視いたします。",
    },
    { customer: "acme", incident: 1 },
  ],
  [
    "高橋 望",
    "recordCallResult",
    { contact: "sato", outcome: "reached", note: "再起動を了承" },
    { customer: "acme", incident: 1 },
  ],
  ["高橋 望", "placeCall", { contact: "suzuki" }, { customer: "acme", incident: 1 }, "failed"],
  ["command:root", "disable-person", { name: "去った人" }, { role: null, via: "command" }],
  ["鈴木 次郎", "issue-token", { name: "夜間レポート", scopes: ["read"], expiresInDays: 90 }],
  [
    "高橋 望",
    "resolve",
    { reason: "再起動で復旧。原因はお客様にて調査" },
    { customer: "acme", incident: 1 },
    null,
  ],
];

export async function givenNight(api: TestApi, copies = 1): Promise<void> {
  let at = Date.parse("2026-11-21T17:02:11Z");
  for (let copy = 0; copy < copies; copy++)
    for (const [person, action, detail, more = {}, outcome = "done", code = null] of night) {
      const request = `request-${at}`;
      await beginAudit(api.db, {
        at: new Date(at),
        person,
        role: "operator",
        action,
        customer: null,
        incident: null,
        detail: { ...detail },
        via: "session",
        request,
        ...more,
      });
      if (outcome !== null) await endAudit(api.db, request, outcome, code);
      at += 97_000;
    }
}
