import { describe, it } from "vitest";
import type { GivenCustomer, NotifyGiven } from "./harness/given.ts";
import { scenario, sequential } from "./harness/index.ts";

// No workflow is kept in memory, so a task never waits for a worker that is gone.
const s = scenario({ cachedWorkflows: 0 });
const room = (customer: GivenCustomer) => `C-${customer.id}`;
const escalation = { afterMinutes: 20, operatorCalls: { businessHours: ["ito"], afterHours: ["ito"] } };

describe("no worker over the moment of the escalation", () => {
  it("[R5.3.2] recovered in time, behind other alerts: nobody is called", async () => {
    const acme = await s.given.customer("acme", { rules: [{ notify: { mail: ["sato"] }, escalation }] });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1195s");
    s.then.mails("【web01】 HTTP警報発生のご連絡", "sato");
    const { detectedAt } = await s.then.incident(acme);
    await s.engine.workers.stop();
    await s.when.alertFires(acme, "web01", "HTTP", { value: "91" });
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.engine.relay.settled();
    const due = detectedAt.getTime() + escalation.afterMinutes * 60_000;
    await s.time.untilTrue(async () => s.engine.temporal.now().getTime() > due + 1_000);
    await s.engine.workers.start();
    await s.time.passes("3m");
    await s.then.shows(acme, { state: "closed", operatorCalls: null });
  });
});

describe("what was accepted in time, and is told after the moment", () => {
  it("[R5.3.2] a recovery that Temporal could not be told: nobody is called", async () => {
    const acme = await s.given.customer("acme", { rules: [{ notify: { mail: ["sato"] }, escalation }] });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("18m");
    s.engine.temporal.outage.isOn = true;
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("2m");
    await s.time.passes("10s");
    await s.then.shows(acme, { operatorCalls: null });
    await s.time.outageEnds();
    await s.time.passes("1m");
    await s.then.shows(acme, { state: "closed", operatorCalls: null });
    for (const about of ["発生", "復旧"]) s.then.mails(`【web01】 HTTP警報${about}のご連絡`, "sato");
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2f] a 1 in an automatic call: nobody else is called", async () => {
    const notify: NotifyGiven = { call: sequential("sato"), chat: ["ops"] };
    const acme = await s.given.customer("acme", {
      rules: [{ notify, escalation: { ...escalation, afterMinutes: 5 } }],
    });
    s.phone("sato").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("2s");
    s.engine.temporal.outage.isOn = true;
    await s.time.passes("5m");
    await s.time.passes("10s");
    await s.then.shows(acme, { operatorCalls: null });
    await s.time.outageEnds();
    await s.time.passes("1m");
    await s.then.shows(acme, { state: "acknowledged", operatorCalls: null });
    s.then.chatLines(room(acme), /発生/);
    await s.then.calls(acme, "sato: acknowledged");
  });

  it("[R5.2.2f] a 1 in the last call of a list: nobody is told that nobody was reached", async () => {
    const acme = await s.given.customer("acme", { rules: [{ notify: { call: sequential("sato") } }] });
    s.phone("sato").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("2s");
    s.engine.temporal.outage.isOn = true;
    await s.time.passes("10m");
    await s.then.calls(acme, "sato: acknowledged");
    s.then.nothingElseWasSent();
    await s.time.outageEnds();
    await s.time.settle();
    await s.then.shows(acme, { state: "acknowledged", acknowledgedBy: "customer:佐藤 太郎" });
    await s.then.canBeReplayed(acme, { savedAs: "heard-of-a-1-late" });
    s.then.nothingElseWasSent();
  });

  it("[R5.1e] a repeat of an alarm that would close by itself: it stays one incident", async () => {
    const acme = await s.given.customer("acme", {
      rules: [{ notify: { mail: ["sato"] }, closeAfterMinutes: 30 }],
    });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("28m");
    s.engine.temporal.outage.isOn = true;
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("20m");
    await s.time.outageEnds();
    await s.time.settle();
    await s.then.shows(acme, { state: "open", counts: { alerts: 2 } });
    await s.time.passes("15m");
    await s.then.shows(acme, { state: "closed" });
    s.then.mails("【web01】 HTTP警報発生のご連絡", "sato");
    s.then.nothingElseWasSent();
  });

  it("[R5.3.2] a recovery before the last result of two rounds: nobody is told that nobody was reached", async () => {
    const operatorCalls = { ...escalation.operatorCalls, mail: { to: ["sato" as const] } };
    const acme = await s.given.customer("acme", {
      rules: [{ notify: { mail: ["sato"] }, escalation: { afterMinutes: 1, operatorCalls } }],
    });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("2m");
    s.then.operatorsWereTold("有人架電");
    const noAnswer = { contact: "ito", outcome: "no-answer" };
    await s.operator("山田").does(acme, "call-results", noAnswer);
    s.engine.temporal.outage.isOn = true;
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.operator("山田").does(acme, "call-results", noAnswer);
    await s.time.passes("1m");
    await s.time.outageEnds();
    await s.time.passes("1m");
    s.then.mails("【web01】 HTTP警報発生のご連絡", "sato");
    s.then.mails("【web01】 HTTP警報復旧のご連絡", "sato", "ito");
    s.then.nothingElseWasSent();
  });

  it("[R5.3.2] the relay does not come back: people are called all the same", async () => {
    const acme = await s.given.customer("acme", { rules: [{ notify: { mail: ["sato"] }, escalation }] });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("18m");
    s.engine.temporal.outage.isOn = true;
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("5m");
    await s.then.shows(acme, { operatorCalls: { next: "ito", state: "running" } });
    await s.time.outageEnds();
    s.then.mails("【web01】 HTTP警報発生のご連絡", "sato");
    s.then.operatorsWereTold("有人架電");
    s.then.nothingElseWasSent();
  });
});
