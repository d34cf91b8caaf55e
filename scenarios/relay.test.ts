import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { storeAcceptance } from "../db/calls/callFacts.ts";
import { and, eq, isNull } from "../db/drizzle.ts";
import { alerts, outbox } from "../db/schema/index.ts";
import type { GivenCustomer } from "./harness/given.ts";
import { scenario } from "./harness/index.ts";

const s = scenario();
const alertSubject = (node: string) => `【${node}】 HTTP警報発生のご連絡`;
const recoverySubject = (node: string) => `【${node}】 HTTP警報復旧のご連絡`;
const alertsOf = (customer: GivenCustomer) =>
  s.engine.database.db.select().from(alerts).where(eq(alerts.customer, customer.id)).orderBy(alerts.id);

describe("Temporal cannot be reached for an hour", () => {
  it("[R5.1a] [RA2] alerts wait in their rows, then each is told once, in order", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"], chat: ["ops"] } });
    s.engine.temporal.outage.isOn = true;
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("50m");
    await s.when.alertFires(acme, "db01", "HTTP");
    await s.when.alertFires(acme, "web02", "HTTP");
    await s.when.alertRecovers(acme, "web02", "HTTP");
    await s.when.alertFires(acme, "web02", "HTTP");
    await s.time.passes("9m");
    s.then.nothingElseWasSent();
    expect((await alertsOf(acme)).every((alert) => alert.relayedAt === null)).toBe(true);

    await s.time.outageEnds();
    await s.time.passes("30s");
    const room = `C-${acme.id}`;
    const lines = s.engine.sandbox.walls.posts("slack", room).map((post) => post.text);
    const about = (node: string) =>
      lines.filter((line) => line.includes(node)).map((line) => /発生|復旧/.exec(line)?.[0]);
    expect([about("web01"), about("db01"), about("web02")]).toEqual([
      ["発生"],
      ["発生"],
      ["発生", "復旧", "発生"],
    ]);
    s.engine.sandbox.walls.ledger.markSeen(...s.engine.sandbox.walls.posts("slack", room));
    s.then.mails(alertSubject("web01"), "sato");
    s.then.mails(alertSubject("db01"), "sato");
    s.then.mails(alertSubject("web02"), "sato", "sato");
    s.then.mails(recoverySubject("web02"), "sato");

    const all = await s.then.incidents(acme);
    const numbersOf = (node: string) => all.filter((one) => one.node === node).map((one) => one.number);
    for (const number of numbersOf("web01")) await s.then.shows(number, { slo: { result: "breached" } });
    for (const number of [...numbersOf("db01"), ...numbersOf("web02")])
      await s.then.shows(number, { slo: { result: "met" } });
    // Its mail may be out before its run looks at the time.
    s.then.operatorsMayHaveBeenTold("初動期限まで残り");
    s.then.operatorsWereTold("初動目標超過");
    s.then.nothingElseWasSent();
  });
});

describe("Temporal has not been told of an incident yet", () => {
  it("[RA1] an operator who acts on it is told to try again, and a late retry is done once", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"] } });
    s.engine.temporal.outage.isOn = true;
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.settle();
    const acknowledges = () => s.operator("山田").asks(acme, "acknowledge", {}, "one-click");
    expect(await acknowledges()).toMatchObject({ status: 503, body: { code: "unavailable" } });
    await s.time.outageEnds();
    await s.time.passes("10s");
    expect(await acknowledges()).toMatchObject({ status: 200 });
    expect(await acknowledges()).toMatchObject({ status: 200 });
    await s.then.shows(acme, { state: "acknowledged", acknowledgedBy: "山田" });
    s.then.mails(alertSubject("web01"), "sato");
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2f] a 1 of somebody who calls back waits until it has been", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"] } });
    s.engine.temporal.outage.isOn = true;
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.settle();
    const { db } = s.engine.database;
    const ofAcme = eq(alerts.customer, acme.id);
    const [alert] = await alertsOf(acme);
    const call = { id: randomUUID(), incident: alert!.incident!, occurrence: 1 };
    const press = { call, sid: "CA1", digit: "1", turn: "1", by: "customer:佐藤 太郎" };
    await storeAcceptance(db, { ...press, at: s.engine.temporal.now() });
    const leaseUntil = new Date(s.engine.temporal.now().getTime() + 5_000);
    await db.update(alerts).set({ leaseUntil }).where(ofAcme);
    s.engine.temporal.outage.isOn = false;
    const toIt = and(eq(outbox.rowId, call.incident), isNull(outbox.relayedAt));
    await s.time.passes("3s");
    expect(await db.$count(outbox, toIt)).toBe(1);
    await s.time.passes("5s");
    await s.time.untilTrue(
      async () => (await db.$count(alerts, and(ofAcme, isNull(alerts.relayedAt)))) === 0,
    );
    await s.time.passes("1s");
    await s.time.untilTrue(async () => (await db.$count(outbox, toIt)) === 0);
    await s.time.settle();
    await s.then.shows(call.incident, { state: "acknowledged", acknowledgedBy: "customer:佐藤 太郎" });
    s.then.mails(alertSubject("web01"), "sato");
    s.then.nothingElseWasSent();
  });
});

describe("a flood of one customer", () => {
  it("[R5.5b] 300 alerts at once do not keep another's first alert waiting, and none is lost", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"] } });
    const globex = await s.given.customer("globex", { notify: { mail: ["suzuki"] } });
    const nodes = Array.from({ length: 300 }, (_, index) => `web${index}`);
    await s.when.manyAlertsFire(
      acme,
      nodes.map((node) => ({ node, alarm: "HTTP" })),
    );
    await s.when.alertFires(globex, "shop", "HTTP");
    const { mailbox } = s.engine.sandbox;
    await s.time.untilTrue(async () => mailbox.mails().length >= 301);
    const subjects = mailbox.mails().map((mail) => mail.subject);
    expect(subjects.toSorted()).toEqual([...nodes, "shop"].map(alertSubject).toSorted());
    expect(subjects.indexOf(alertSubject("shop"))).toBeLessThan(60);
    mailbox.ledger.markSeen(...mailbox.mails());
    expect(await s.then.incidents(acme)).toHaveLength(300);
    await s.time.settle();
    s.then.nothingElseWasSent();
  }, 90_000);
});

describe("an alert that comes just as its incident closes", () => {
  /** From the recovery to the next alert, which thus falls before, into and after the closing. */
  const apartMilliseconds = [0, 0, 2, 4, 6, 8, 10, 12, 15, 18, 20, 25, 30, 40, 50, 60, 80, 100];

  it("[R5.1b] [RA2] fires: it is told, on this incident or on the next", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"] } });
    for (const [index, apart] of apartMilliseconds.entries()) {
      const node = `web${index}`;
      await s.when.alertFires(acme, node, "HTTP");
      await s.time.settle();
      const recovered = s.when.alertRecovers(acme, node, "HTTP");
      await new Promise((resolve) => setTimeout(resolve, apart));
      await recovered;
      await s.when.alertFires(acme, node, "HTTP");
    }
    await s.time.passes("2m");
    for (const index of apartMilliseconds.keys()) {
      s.then.mails(alertSubject(`web${index}`), "sato", "sato");
      s.then.mails(recoverySubject(`web${index}`), "sato");
    }
    const open = (await s.then.incidents(acme)).filter((incident) => incident.state === "open");
    const nodes = apartMilliseconds.map((_, index) => `web${index}`);
    expect(open.map((incident) => incident.node).sort()).toEqual(nodes.sort());
    expect((await alertsOf(acme)).every((alert) => alert.incident !== null)).toBe(true);
    s.then.nothingElseWasSent();
  }, 60_000);

  it("[R5.1b] [RA2] or recovers once more: nothing is told twice", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"] } });
    for (const [index, apart] of apartMilliseconds.entries()) {
      const node = `web${index}`;
      await s.when.alertFires(acme, node, "HTTP");
      await s.time.settle();
      const recovered = s.when.alertRecovers(acme, node, "HTTP");
      await new Promise((resolve) => setTimeout(resolve, apart));
      await Promise.all([recovered, s.when.alertRecovers(acme, node, "HTTP")]);
    }
    await s.time.passes("2m");
    for (const index of apartMilliseconds.keys()) {
      s.then.mails(alertSubject(`web${index}`), "sato");
      s.then.mails(recoverySubject(`web${index}`), "sato");
    }
    const all = await s.then.incidents(acme);
    expect(all.map((incident) => incident.state)).toEqual(apartMilliseconds.map(() => "closed"));
    s.then.nothingElseWasSent();
  }, 60_000);
});
