import { describe, expect, it } from "vitest";
import { centreNumber } from "./harness/engine.ts";
import type { GivenCustomer } from "./harness/given.ts";
import { incidentOf } from "./harness/incidents.ts";
import { scenario, sequential } from "./harness/index.ts";
import { type Person, phoneOf } from "./harness/people.ts";

const s = scenario();
const operatorPhone = "+818011112222";
const escalation = { operatorCalls: { businessHours: ["sato", "suzuki"], afterHours: ["sato", "suzuki"] } };

/** An operator clicks on a contact: the operator's own telephone rings, and they press 1. */
async function operatorCalls(customer: GivenCustomer, contact: Person): Promise<void> {
  s.engine.sandbox.exchange.phones.script(operatorPhone, { kind: "answer", afterSeconds: 2, press: "1" });
  const { workflowId } = await incidentOf(s.engine.database.db, customer);
  const handle = s.engine.temporal.client.workflow.getHandle(workflowId);
  await handle.executeUpdate("placeCall", { args: [{ by: "当番 一郎", contact, operatorPhone }] });
}

/** A person rings the control centre's number, and presses a key while the incident is read. */
async function callsBack(person: Person, key: string): Promise<void> {
  await s.engine.sandbox.exchange.dialIn({
    from: phoneOf(person),
    to: centreNumber,
    presses: [{ key, afterSeconds: 12 }],
    voiceUrl: `${s.engine.url}/callbacks/twilio/incoming`,
  });
}

const rings = (number: string) => s.engine.sandbox.exchange.rings(number);

describe("operators' calls by telephone", () => {
  it("[R5.3.2] nobody answers: the provider's word is the result, and the next person is due", async () => {
    const acme = await s.given.customer("acme", { rules: [{ escalation }] });
    s.phone("sato").doesNotAnswer();
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.settle();
    await operatorCalls(acme, "sato");
    await s.time.passes("3m");
    expect(rings(phoneOf("sato"))).toHaveLength(1);
    expect(rings(operatorPhone)).toHaveLength(1);
    const [call] = await s.then.callsOf(acme);
    expect(call).toMatchObject({
      kind: "operator",
      result: "no-answer",
      resultBy: "toban",
      outcome: "missed",
    });
    expect((await s.then.incident(acme)).operatorCalls).toMatchObject({ next: "suzuki", state: "running" });
    expect((await s.then.incident(acme)).firstResponse).toBe("call");
    await s.then.timelineSays(acme, "佐藤 太郎 様へ電話しました", "佐藤 太郎 様への電話: 応答なし");
  });
});

describe("the number at which an operator is rung first", () => {
  it("[RA4] lies in a country that may be rung, and one person has five different ones a day", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"] } });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.settle();
    const asks = (phone: string) =>
      s.operator("山田").asks(acme, "calls", { contact: "sato", operatorPhone: phone });
    for (const abroad of ["+12025550123", "+881612345678"])
      expect(await asks(abroad)).toMatchObject({
        status: 400,
        body: { errors: [{ path: "operatorPhone" }] },
      });
    for (const last of [1, 2, 3, 4, 5]) {
      expect(await asks(`+8180111133${last}0`)).toMatchObject({ status: 200 });
      await s.time.passes("1m");
    }
    expect(await asks("+818011113360")).toMatchObject({ status: 409, body: { code: "too_many_phones" } });
    expect(rings("+818011113360")).toEqual([]);
    expect(await asks("+818011113310")).toMatchObject({ status: 200 });
    await s.time.passes("1m");
  });
});

describe("calling back", () => {
  it("[R5.2.2f] 1 acknowledges like a 1 in an automatic call: nobody else is rung", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato", "suzuki", "tanaka") } });
    s.phone("sato").doesNotAnswer();
    s.phone("suzuki").doesNotAnswer();
    s.phone("tanaka").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("32s");
    await callsBack("sato", "1");
    await s.time.passes("3m");
    await s.then.calls(acme, "sato: missed", "suzuki: missed");
    expect((await s.then.incident(acme)).acknowledgedBy).toBe("customer:佐藤 太郎");
    await s.then.timelineSays(acme, "佐藤 太郎 様から折り返しのお電話がありました");
    s.then.nothingElseWasSent();
  });
});
