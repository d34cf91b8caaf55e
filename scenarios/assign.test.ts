import { describe, expect, it } from "vitest";
import { alerts } from "../db/schema/index.ts";
import { scenario } from "./harness/index.ts";

const s = scenario();
const alertSubject = "【web01】 HTTP警報発生のご連絡";
const twoRules = {
  rules: [
    { name: "mail people", match: { alarm: "never" }, notify: { mail: ["sato" as const] } },
    { name: "left to operators", match: {} },
  ],
};

const inTriage = async () => {
  const acme = await s.given.customer("acme", twoRules);
  await s.when.alertFires(acme, "web01", "HTTP");
  await s.time.passes("2m");
  s.then.operatorsWereTold("振り分け待ち");
  return acme;
};

describe("an operator gives an incident in triage its rule", () => {
  it("[R5.1a] it goes on as if the rule had matched, with the clock of its detection", async () => {
    const acme = await inTriage();
    const [before] = await s.then.incidents(acme);
    await s.operator("山田").does(acme, "assign", { rule: "mail people" });
    await s.time.passes("10s");
    s.then.mails(alertSubject, "sato");
    await s.then.shows(acme, {
      state: "open",
      rule: "mail people",
      phase: "連絡済み・対応確認待ち",
      slo: { detectedAt: before?.detectedAt.toISOString(), result: "met" },
    });
    await s.then.timelineSays(acme, "対応ルール「mail people」を割り当てました");
    const again = await s.operator("田中").asks(acme, "assign", { rule: "mail people" });
    expect(again).toMatchObject({ status: 409, body: { code: "not_in_triage" } });
    await s.time.passes("20m");
    await s.then.canBeReplayed(acme, { savedAs: "assigned-in-triage" });
    s.then.nothingElseWasSent();
  });

  it("[R5.1a] later alerts of the same key follow, also in the next incident", async () => {
    const acme = await inTriage();
    await s.operator("山田").does(acme, "assign", { rule: "mail people" });
    await s.time.passes("10s");
    s.then.mails(alertSubject, "sato");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("10s");
    s.then.mails("【web01】 HTTP警報復旧のご連絡", "sato");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("10s");
    expect(await s.then.incidents(acme)).toHaveLength(2);
    s.then.mails(alertSubject, "sato");
    await s.then.shows(acme, { state: "open", rule: "mail people" });
    await s.when.alertFires(acme, "web02", "HTTP");
    await s.time.passes("10s");
    s.then.operatorsWereTold("振り分け待ち");
    s.then.nothingElseWasSent();
  });

  it("[R5.1e] a rule that closes when it is quiet closes it, and the next day's alert is a new incident", async () => {
    const acme = await s.given.customer("acme", {
      rules: [
        {
          name: "log alarm",
          match: { alarm: "never" },
          notify: { mail: ["sato" as const] },
          closeAfterMinutes: 60,
        },
        { name: "left to operators", match: {} },
      ],
    });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("2m");
    s.then.operatorsWereTold("振り分け待ち");
    await s.operator("山田").does(acme, "assign", { rule: "log alarm" });
    await s.time.passes("30m");
    s.then.mails(alertSubject, "sato");
    await s.then.shows(acme, { state: "open", closedAt: null });
    await s.time.passes("30m");
    await s.then.shows(acme, { state: "closed" });
    await s.time.passes("23h");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    expect(await s.then.incidents(acme)).toHaveLength(2);
    s.then.mails(alertSubject, "sato");
    s.then.nothingElseWasSent();
  });

  it("[R5.1a] one that leaves it in triage, or an unknown one, changes nothing of that", async () => {
    const acme = await inTriage();
    const unknown = await s.operator("山田").asks(acme, "assign", { rule: "nothing" });
    expect(unknown).toMatchObject({
      status: 400,
      body: { code: "unknown_rule", errors: [{ path: "rule" }] },
    });
    await s.operator("山田").does(acme, "assign", { rule: "left to operators" });
    await s.then.shows(acme, { state: "triage" });
    s.then.nothingElseWasSent();
  });

  it("[R5.1a] [R5.1e] one that has recovered meanwhile tells nobody, and closes", async () => {
    const acme = await inTriage();
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("10s");
    await s.operator("山田").does(acme, "assign", { rule: "mail people" });
    await s.time.passes("10s");
    await s.then.shows(acme, { state: "closed" });
    s.then.nothingElseWasSent();
  });

  it("[RA4] its customer never changes", async () => {
    const acme = await inTriage();
    const beta = await s.given.customer("beta", twoRules);
    const refused = await s.operator("山田").asks(acme, "assign", { customer: beta.id });
    expect(refused).toMatchObject({ status: 409, body: { code: "customer_known" } });
    await s.then.shows(acme, { customer: acme.id, state: "triage" });
    s.then.nothingElseWasSent();
  });
});

describe("nobody knows whose alert it is", () => {
  const nobodys = async (key: string) => {
    const { db } = s.engine.database;
    await db.insert(alerts).values({
      customer: null,
      source: "mail",
      kind: "mail",
      dedupKey: key,
      series: "",
      status: "firing",
      level: "middle",
      node: "-",
      alarm: "Disk full",
      details: {},
      acceptedAt: s.engine.temporal.now(),
    });
    s.engine.relay.pokeAlerts();
    await s.time.passes("10s");
  };
  const numberOf = async () => {
    const [latest] = (await s.engine.sandbox.walls.ledger.all()).slice(-1);
    return Number(/#(\d+)/.exec(latest?.text ?? "")?.[1]);
  };

  it("[R5.1a] an operator names the customer: its rules apply, and the next alerts are that customer's", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"] } });
    await nobodys("disk");
    const number = await numberOf();
    s.then.operatorsWereTold("振り分け待ち");
    const early = await s.operator("山田").asks(number, "mails", { to: ["sato"] });
    expect(early).toMatchObject({ status: 400 });
    const unknown = await s.operator("山田").asks(number, "assign", { customer: "nobody" });
    expect(unknown).toMatchObject({ status: 400, body: { errors: [{ path: "customer" }] } });
    await s.operator("山田").does(number, "assign", { customer: acme.id });
    await s.time.passes("10s");
    s.then.mails("【-】 Disk full警報発生のご連絡", "sato");
    await s.then.shows(number, { customer: acme.id, state: "open", rule: "rule 1" });
    await s.operator("山田").does(number, "resolve", { reason: "確認済み" });
    await nobodys("disk");
    s.then.mails("【-】 Disk full警報発生のご連絡", "sato");
    const all = await s.then.incidents(acme);
    expect(all.map((incident) => incident.state)).toEqual(["closed", "open"]);
    s.then.nothingElseWasSent();
  });

  it("[R5.1a] repeats while it is open join it under the customer's name", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"] } });
    await nobodys("load");
    const number = await numberOf();
    s.then.operatorsWereTold("振り分け待ち");
    await s.operator("山田").does(number, "assign", { customer: acme.id });
    await nobodys("load");
    await s.then.shows(number, { customer: acme.id, counts: { alerts: 2 } });
    expect(await s.then.incidents(acme)).toHaveLength(1);
    s.then.mails("【-】 Disk full警報発生のご連絡", "sato");
    s.then.nothingElseWasSent();
  });
});
