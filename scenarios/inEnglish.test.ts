import { describe, expect, it } from "vitest";
import type { RuleGiven } from "./harness/given.ts";
import { scenario } from "./harness/index.ts";

const s = scenario();
const always = (...list: string[]) => ({ businessHours: list, afterHours: list });
const firesWith = async (id: string, ...rules: RuleGiven[]) => {
  const customer = await s.given.customer(id, { rules });
  await s.when.alertFires(customer, "web01", "HTTP");
  await s.time.passes("10s");
  return customer;
};
const smith = () => s.operator("Smith", { reads: "en" });

describe("an operator who reads English", () => {
  it("[RA3] hears who has it, and which of many were refused, and why", async () => {
    const acme = await firesWith("acme", { match: {} });
    s.then.operatorsWereTold("振り分け待ち");
    const beta = await firesWith("beta", { match: {} });
    s.then.operatorsWereTold("振り分け待ち");
    await s.operator("鈴木").does(acme, "take");
    const refused = await smith().asks(acme, "take");
    expect(refused).toMatchObject({ status: 409, body: { code: "taken", detail: "鈴木 has it" } });

    const [one] = await s.then.incidents(acme);
    const [two] = await s.then.incidents(beta);
    const order = { numbers: [one?.number, two?.number, 999_999] };
    const results = [
      { number: one?.number, ok: false, code: "taken", detail: "鈴木 has it" },
      { number: two?.number, ok: true },
      {
        number: 999_999,
        ok: false,
        code: "not_found",
        detail: "There is no incident 999999 that you may see",
      },
    ];
    expect((await smith().asksForMany("take", order)).body).toEqual({ results });
  });

  it("[RA3] hears why the workflow refused it, at the field where it is one field's fault", async () => {
    const acme = await firesWith("acme", { match: {} });
    s.then.operatorsWereTold("振り分け待ち");
    const words = 'There is no rule "mail 田中"';
    expect(await smith().asks(acme, "assign", { rule: "mail 田中" })).toMatchObject({
      status: 400,
      body: { code: "unknown_rule", detail: words, errors: [{ path: "rule", message: words }] },
    });
    await s.operator("鈴木").does(acme, "resolve", { reason: "計画作業のため" });
    expect(await smith().asks(acme, "resolve", { reason: "planned work" })).toMatchObject({
      status: 409,
      body: { code: "incident_closed", detail: "This incident was resolved by 鈴木 already" },
    });
  });

  it("[R5.3.2] hears whose result of a call came first", async () => {
    const acme = await firesWith("acme", {
      escalation: { operatorCalls: always("sato", "suzuki") },
    } as RuleGiven);
    s.then.operatorsWereTold("自動通知なし");
    const result = { contact: "sato", outcome: "voicemail" };
    await s.operator("鈴木").does(acme, "call-results", result);
    expect(await smith().asks(acme, "call-results", result)).toMatchObject({
      status: 409,
      body: { code: "already_recorded", detail: "鈴木 has recorded the result of round 1 already" },
    });
    s.then.nothingElseWasSent();
  });
});
