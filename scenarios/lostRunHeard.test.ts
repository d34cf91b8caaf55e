import { describe, expect, it } from "vitest";
import { and, eq, isNotNull, isNull } from "../db/drizzle.ts";
import { alerts, outbox } from "../db/schema/index.ts";
import { scenario, sequential } from "./harness/index.ts";
import { mailOf } from "./harness/people.ts";

const s = scenario();
const always = (...list: string[]) => ({ businessHours: list, afterHours: list });
const alertSubject = "【web01】 HTTP警報発生のご連絡";
const escalationSubject = "【web01】 HTTP警報 エスカレーションのご連絡";
type Acme = { id: string };

async function itsRunIsTerminated(acme: Acme): Promise<void> {
  const { workflowId } = await s.then.incident(acme);
  await s.engine.temporal.client.workflow.getHandle(workflowId).terminate("by mistake");
}

async function itIsRevived(acme: Acme): Promise<void> {
  await s.engine.relay.revive((await s.then.incident(acme)).number);
}

/** Temporal accepts the alerts, and its data is lost before a worker has seen them. */
async function isHeardAndLost(acme: Acme, alarm: () => Promise<unknown>): Promise<void> {
  s.engine.temporal.outage.isOn = true;
  await alarm();
  const { db } = s.engine.database;
  const waiting = and(eq(alerts.customer, acme.id), isNull(alerts.relayedAt));
  await s.time.untilTrue(async () => {
    const relayedAt = s.engine.temporal.now();
    await db
      .update(alerts)
      .set({ relayedAt, leaseUntil: null })
      .where(and(waiting, isNotNull(alerts.incident)));
    s.engine.relay.pokeAlerts();
    return (await db.$count(alerts, waiting)) === 0;
  });
  await itsRunIsTerminated(acme).catch(() => undefined);
  s.engine.temporal.outage.isOn = false;
  await itIsRevived(acme);
}

describe("what a run was told before it was gone, and had not worked on", () => {
  it("[R5.3.2] a first alert for escalation alone: its list is opened and its mail sent", async () => {
    const acme = await s.given.customer("acme", {
      rules: [{ escalation: { operatorCalls: always("sato"), mail: { to: ["ito"] } } }],
    });
    await isHeardAndLost(acme, () => s.when.alertFires(acme, "web01", "HTTP"));
    await s.time.passes("4m");
    s.then.operatorsWereTold("自動通知なし");
    s.then.mails(escalationSubject, "ito");
    await s.then.shows(acme, { operatorCalls: { state: "running", next: "sato" } });
    s.then.nothingElseWasSent();
  });

  it("[R5.6] a first alert for a runbook alone: it is run, and what it could not do is escalated", async () => {
    const acme = await s.given.customer("acme", {
      rules: [
        {
          firstResponse: { runbook: "restart-service", with: { service: "nginx" } },
          escalation: { mail: { to: ["ito"] } },
        },
      ],
    });
    await isHeardAndLost(acme, () => s.when.alertFires(acme, "web01", "HTTP"));
    await s.time.passes("4m");
    s.then.mails(escalationSubject, "ito");
    expect(await s.runbooks.runs(acme)).toHaveLength(1);
    s.engine.sandbox.world.reset();
  });

  it("[R5.1c] a level that another rule is for: its people are told, and it stands at that level", async () => {
    const acme = await s.given.customer("acme", {
      rules: [
        { name: "high", match: { level: ["high"] }, notify: { mail: ["tanaka"], call: sequential("sato") } },
        { name: "rest", notify: { mail: ["ito"] } },
      ],
    });
    s.phone("sato").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP", { level: "middle" });
    await s.time.passes("2m");
    s.then.mails(alertSubject, "ito");
    await isHeardAndLost(acme, () => s.when.alertFires(acme, "web01", "HTTP", { level: "high" }));
    await s.time.passes("4m");
    s.then.mails(alertSubject, "tanaka");
    await s.then.calls(acme, "sato: acknowledged");
    await s.then.shows(acme, { level: "high", state: "acknowledged" });
    s.then.nothingElseWasSent();
  });

  it("[R3.1b] [R5.1e] a recovery and the next firing: that has a clock of its own", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["ito"] } });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("2m");
    s.then.mails(alertSubject, "ito");
    s.engine.sandbox.mailbox.refusals.script(mailOf("ito"), { kind: "temporary" });
    await isHeardAndLost(acme, async () => {
      await s.when.alertRecovers(acme, "web01", "HTTP");
      await s.when.alertFires(acme, "web01", "HTTP");
    });
    await s.time.passes("20m");
    await s.then.shows(acme, { state: "open", slo: { result: "breached" } });
    s.then.operatorsWereTold("初動目標超過");
    s.engine.sandbox.mailbox.refusals.clear();
    s.engine.sandbox.world.reset();
  });

  it("[R3.1a] a recovery that came in time: no first response was needed, however late it is heard of", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["ito"] } });
    s.engine.sandbox.mailbox.refusals.script(mailOf("ito"), { kind: "temporary" });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("9m");
    await itsRunIsTerminated(acme);
    s.engine.temporal.outage.isOn = true;
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("10m");
    await isHeardAndLost(acme, async () => undefined);
    s.engine.sandbox.mailbox.refusals.clear();
    await s.time.passes("5m");
    await s.then.shows(acme, { state: "closed", slo: { result: "not-needed" } });
    s.engine.sandbox.world.reset();
  });

  it("[R5.2.2b] [R5.2.2f] a 1: the person who pressed it has it, and nobody else is called", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato", "suzuki") } });
    s.phone("sato").answersAndPresses("1", { pressAfterSeconds: 15 });
    s.phone("suzuki").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("5s");
    await itsRunIsTerminated(acme);
    s.engine.temporal.outage.isOn = true;
    await s.time.passes("1m");
    const { db } = s.engine.database;
    const { number } = await s.then.incident(acme);
    const relayedAt = s.engine.temporal.now();
    const toIt = and(eq(outbox.kind, "incident"), eq(outbox.rowId, number));
    await db.update(outbox).set({ relayedAt }).where(toIt);
    s.engine.temporal.outage.isOn = false;
    await itIsRevived(acme);
    await s.time.passes("5m");
    await s.then.calls(acme, "sato: acknowledged");
    await s.then.shows(acme, { state: "acknowledged" });
    s.then.nothingElseWasSent();
  });
});

describe("what comes while there is no run", () => {
  it("[R5.2.2b] a 1 begins a new one, which hears it", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato", "suzuki") } });
    s.phone("sato").answersAndPresses("1", { pressAfterSeconds: 15 });
    s.phone("suzuki").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("5s");
    await itsRunIsTerminated(acme);
    await s.time.passes("3m");
    await s.then.calls(acme, "sato: acknowledged");
    await s.then.shows(acme, { state: "acknowledged" });
    s.then.nothingElseWasSent();
  });

  it("[R5.1a] a word on an incident that Temporal has not been told of is refused, and can be said again", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato") } });
    s.phone("sato").doesNotAnswer();
    const { db } = s.engine.database;
    s.engine.temporal.outage.isOn = true;
    await s.when.alertFires(acme, "web01", "HTTP");
    const mine = and(eq(alerts.customer, acme.id), isNull(alerts.relayedAt));
    await s.time.untilTrue(async () => (await db.select().from(alerts).where(mine))[0]!.incident !== null);
    // Another server was about to relay it.
    const held = async () => {
      const leaseUntil = new Date(s.engine.temporal.now().getTime() + 15_000);
      await db.update(alerts).set({ leaseUntil }).where(mine);
    };
    await held();
    await s.engine.relay.settled();
    await held();
    s.engine.temporal.outage.isOn = false;
    const refused = await s.operator("山田").asks(acme, "acknowledge");
    expect(refused).toMatchObject({ status: 503, body: { code: "unavailable" } });
    await s.time.passes("20s");
    await s.time.outageEnds();
    await s.operator("山田").does(acme, "acknowledge");
    await s.time.passes("2m");
    await s.then.shows(acme, { state: "acknowledged", acknowledgedBy: "山田" });
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("3m");
    await s.then.shows(acme, { state: "closed" });
    s.engine.sandbox.world.reset();
  });
});

describe("what a run had done before it was gone", () => {
  it("[R5.3.2] the results of the operators' list are counted on", async () => {
    const acme = await s.given.customer("acme", {
      rules: [{ escalation: { operatorCalls: always("sato", "suzuki", "tanaka") } }],
    });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("10s");
    s.then.operatorsWereTold("自動通知なし");
    const unanswered = async (contact: string) =>
      await s.operator("山田").does(acme, "call-results", { contact, outcome: "no-answer" });
    await unanswered("sato");
    await unanswered("suzuki");
    await itsRunIsTerminated(acme);
    await itIsRevived(acme);
    await s.time.passes("3m");
    await unanswered("tanaka");
    await s.then.shows(acme, { operatorCalls: { state: "running", round: 2, next: "sato" } });
    s.then.nothingElseWasSent();
  });

  it("[R5.6] [R5.3.2] what a failed runbook was escalated for is not mailed again", async () => {
    const acme = await s.given.customer("acme", {
      rules: [
        {
          firstResponse: { runbook: "restart-service", with: { service: "nginx" } },
          escalation: { mail: { to: ["ito"] } },
        },
      ],
    });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("3m");
    s.then.mails(escalationSubject, "ito");
    await itsRunIsTerminated(acme);
    await itIsRevived(acme);
    await s.time.passes("5m");
    s.then.mails(escalationSubject);
    s.engine.sandbox.world.reset();
  });

  it("[R5.4b] a 継続中 is counted from what the run that is gone told last", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["ito"], chat: ["ops"] } });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.then.mails(alertSubject, "ito");
    s.then.chatLines(`C-${acme.id}`, /発生/);
    await itsRunIsTerminated(acme);
    await itIsRevived(acme);
    await s.time.passes("20m");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.then.chatLines(`C-${acme.id}`);
    await s.time.passes("10m");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.then.chatLines(`C-${acme.id}`, /継続/);
    s.then.nothingElseWasSent();
  });

  it("[R5.1a] [R5.3.2] an alert that could not be read waits in triage: its remains escalate nothing", async () => {
    const acme = await s.given.customer("acme", {
      rules: [{ notify: { mail: ["ito"] }, escalation: { afterMinutes: 20, mail: { to: ["tanaka"] } } }],
    });
    const unreadable = {
      status: "firing",
      fingerprint: "f",
      generatorURL: "",
      annotations: {},
      labels: { alertname: "HTTP", instance: "web01:9100", severity: "critical", rack: 5 },
      startsAt: s.engine.temporal.now().toISOString(),
      endsAt: "0001-01-01T00:00:00Z",
    };
    const body = { version: "4", groupKey: "{}", receiver: "toban", status: "firing", alerts: [unreadable] };
    const around = {
      groupLabels: {},
      commonLabels: {},
      commonAnnotations: {},
      externalURL: "http://a.example",
    };
    const said = { ...body, ...around };
    expect((await s.when.post("/intake/alertmanager", acme.keys.alertmanager, said)).status).toBe(202);
    await s.time.passes("2m");
    s.then.operatorsWereTold("振り分け");
    await itsRunIsTerminated(acme);
    await itIsRevived(acme);
    await s.time.passes("40m");
    await s.then.shows(acme, { state: "triage" });
    s.then.operatorsWereTold("初動期限まで残り");
    s.then.operatorsWereTold("初動目標超過");
    s.then.nothingElseWasSent();
  });

  it("[R5.3.2] a conversation that was settled without a result holds the incident no longer", async () => {
    const acme = await s.given.customer("acme", {
      rules: [{ escalation: { operatorCalls: always("sato", "suzuki") } }],
    });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("10s");
    s.engine.sandbox.exchange.phones.script("+819099990000", {
      kind: "answer",
      afterSeconds: 3,
      press: "1",
      pressAfterSeconds: 3,
    });
    s.phone("sato").behaves({ kind: "answer", afterSeconds: 4, hangUpAfterSeconds: 60 });
    await s.operator("山田").does(acme, "calls", { contact: "sato" });
    await s.time.passes("35m");
    await s.then.shows(acme, { calls: [{ contact: "sato", outcome: "ignored" }] });
    await itsRunIsTerminated(acme);
    await itIsRevived(acme);
    await s.time.passes("2m");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("3m");
    await s.then.shows(acme, { state: "closed" });
    s.engine.sandbox.world.reset();
  });
});
