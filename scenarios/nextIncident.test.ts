import { describe, expect, it } from "vitest";
import { skippedWithoutSshd } from "../activities/remote/ssh/testSshd.ts";
import { tellIncident } from "../api/relay/startIncident.ts";
import { isClosed } from "../db/alerts/binding.ts";
import { alerts } from "../db/schema/index.ts";
import type { GivenCustomer } from "./harness/given.ts";
import { type Scenario, scenario, sequential } from "./harness/index.ts";
import { mailOf } from "./harness/people.ts";
import { shop } from "./harness/shop.ts";
import { held } from "./harness/testRunbooks.ts";

const alertSubject = "【web01】 HTTP警報発生のご連絡";

/**
 * An operator resolves it, and it fires again: the second incident is told at once, and obeys its operators.
 */
async function firesAnew(s: Scenario, acme: GivenCustomer): Promise<void> {
  await s.operator("山田").does(acme, "resolve", { reason: "誤報" });
  await s.when.alertFires(acme, "web01", "HTTP");
  await s.time.settle();
  expect(await s.then.incidents(acme)).toHaveLength(2);
  await s.operator("田中").does(acme, "take");
  await s.operator("田中").does(acme, "acknowledge");
  await s.then.shows(acme, { acknowledgedBy: "田中", takenBy: "田中" });
}

describe("the next incident waits for nothing that the resolved one still does", () => {
  const s = scenario({ cachedWorkflows: 0 });

  it("[R5.1e] a notice to operators that is still being tried", async () => {
    const acme = await s.given.customer("acme", { rules: [{ name: "left to operators", match: {} }] });
    s.engine.sandbox.walls.faults.inject("slack", { kind: "error" });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("9m");
    await firesAnew(s, acme);
    s.engine.sandbox.world.reset();
    await s.time.passes("10m");
    s.engine.sandbox.world.reset();
  });

  it("[R5.1e] a dial that waits in the telephone's queue", async () => {
    const acme = await s.given.customer("acme", {
      notify: { mail: ["ito"], call: sequential("sato", "suzuki") },
    });
    await s.engine.workers.stopTelephone();
    await s.when.callsMustWait();
    try {
      await s.when.alertFires(acme, "web01", "HTTP");
      await s.time.untilTrue(async () => s.engine.sandbox.mailbox.mails().length === 1);
      await firesAnewWithoutTelephone(acme);
    } finally {
      await s.when.callsMayGoOut();
      await s.engine.workers.stop();
      await s.engine.workers.start();
    }
    await s.time.passes("5m");
    s.then.mails(alertSubject, "ito", "ito");
    s.then.nothingElseWasSent();
  });

  async function firesAnewWithoutTelephone(acme: GivenCustomer): Promise<void> {
    await s.operator("山田").does(acme, "resolve", { reason: "誤報" });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.untilTrue(async () => s.engine.sandbox.mailbox.mails().length === 2);
    await s.operator("田中").does(acme, "acknowledge");
    await s.then.shows(acme, { state: "acknowledged" });
  }

  it("[R5.1e] a mail of its own that the customer's server puts off", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"] } });
    s.engine.sandbox.mailbox.refusals.script(mailOf("sato"), { kind: "temporary" });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("5m");
    const [first] = await s.then.incidents(acme);
    s.engine.sandbox.mailbox.refusals.clear();
    await firesAnew(s, acme);
    await s.time.passes("5m");
    s.then.mails(alertSubject, "sato");
    await s.then.dispatches(first?.number ?? 0, "mail sato alert: failed");
    s.engine.sandbox.world.reset();
  });
});

describe.skipIf(skippedWithoutSshd)("nor for what its runbook undoes", () => {
  const s = scenario({ runbooks: [held] });
  const web = shop(s);

  it("[R5.1e] [R5.6] undos that run after an operator resolved it", async () => {
    await web.host().onHost("rm -f /run/may-undo; touch /run/may-work /run/mended");
    const acme = await web.customer({
      notify: { mail: ["sato"] },
      firstResponse: { runbook: "held", with: {} },
    });
    await web.fires(acme);
    await s.time.passes("30s");
    s.then.mails(alertSubject, "sato");
    const first = await s.then.incident(acme);
    await s.operator("山田").does(acme, "resolve", { reason: "誤報" });
    await s.time.untilTrue(async () => (await web.ledger()).includes("undoes"));

    // Its undo runs until it is let go: all of this happens meanwhile.
    await web.fires(acme);
    await s.time.untilTrue(async () => (await s.then.incidents(acme)).length === 2);
    await s.operator("田中").does(acme, "take");
    await s.operator("田中").does(acme, "acknowledge");
    await s.then.shows(acme, { acknowledgedBy: "田中", takenBy: "田中" });
    await s.time.untilTrue(async () => s.engine.sandbox.mailbox.mails().length === 2);
    s.then.mails(alertSubject, "sato");
    expect(await web.ledger()).toEqual(["works", "worked", "undoes"]);
    await s.then.shows(first.number, { state: "closed", runbookRuns: [{ state: "running" }] });

    await web.host().onHost("touch /run/may-undo");
    await s.time.passes("30s");
    await s.then.shows(first.number, { runbookRuns: [{ state: "aborted" }] });
    expect(await web.ledger()).toEqual(["works", "worked", "undoes", "undone", "works", "worked"]);
    s.then.nothingElseWasSent();
  });
});

describe("a copy of the request that began a run", () => {
  const s = scenario();

  it("[R5.1b] [RA2] begins nothing after the incident has closed, and the next alert is told", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"] } });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.settle();
    const incident = await s.then.incident(acme);
    const [alert] = await s.engine.database.db.select().from(alerts).limit(1);
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("1m");
    await s.then.shows(acme, { state: "closed" });

    const { db } = s.engine.database;
    const { client } = s.engine.temporal;
    const telling = { client, isClosed: (number: number) => isClosed(db, number), sloWarningMinutes: 10 };
    const bound = {
      alert: { ...alert!, sequence: 1 },
      incident: { ...incident, closedAt: null },
    };
    await tellIncident(telling, bound, null, null);
    await tellIncident(telling, { ...bound, alert: { ...alert!, sequence: 2 } }, null, null);
    expect((await client.workflow.getHandle(incident.workflowId).describe()).status.name).toBe("COMPLETED");

    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.then.mails(alertSubject, "sato", "sato");
    s.then.mails("【web01】 HTTP警報復旧のご連絡", "sato");
    s.then.nothingElseWasSent();
  });
});
