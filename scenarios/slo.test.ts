import { describe, expect, it } from "vitest";
import { eq } from "../db/drizzle.ts";
import { calls } from "../db/schema/index.ts";
import { givenRows } from "../db/testRows.ts";
import { scenario, sequential } from "./harness/index.ts";
import { mailOf, phoneOf } from "./harness/people.ts";

const s = scenario();
const alertSubject = "【web01】 HTTP警報発生のご連絡";
const refuseMail = (person: Parameters<typeof mailOf>[0]) =>
  s.engine.sandbox.mailbox.refusals.script(mailOf(person), { kind: "temporary" });

describe("the promise of a first response within 15 minutes", () => {
  it("[R3.1a] is kept by a mail that a server took", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"] } });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("20m");
    await s.then.shows(acme, { slo: { result: "met", firstResponse: "mail", breached: false } });
    s.then.mails(alertSubject, "sato");
    s.then.nothingElseWasSent();
  });

  it("[R3.1a] is kept by a call that the provider took, answered or not", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato") } });
    s.phone("sato").doesNotAnswer();
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("20m");
    await s.then.shows(acme, { slo: { result: "met", firstResponse: "call" } });
    await s.then.calls(acme, "sato: missed");
    s.then.mails("【web01】 HTTP警報 架電結果のご連絡", "sato");
    s.then.nothingElseWasSent();
  });

  it("[R3.1a] is not kept by a call that failed later", async () => {
    const acme = await s.given.customer("acme", {
      people: { sato: { mail: null } },
      notify: { call: sequential("sato") },
    });
    s.phone("sato").cannotBeReached();
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.then.operatorsWereTold("通知不達");
    await s.then.shows(acme, { slo: { firstResponseAt: null, firstResponse: null } });
    await s.time.passes("15m");
    s.then.operatorsWereTold("初動期限まで残り");
    s.then.operatorsWereTold("初動目標超過");
    await s.then.shows(acme, { slo: { result: "breached" } });
    await s.then.calls(acme, "sato: failed");
    s.then.nothingElseWasSent();
  });

  it("[R3.1a] is not kept by chat, nor by mail to operators", async () => {
    const acme = await s.given.customer("acme", { notify: { chat: ["ops"] } });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("16m");
    s.then.chatLines(`C-${acme.id}`, /発生/);
    for (const about of ["チャット通知のみ", "初動期限まで残り", "初動目標超過"])
      s.then.operatorsWereTold(about);
    await s.then.shows(acme, { slo: { result: "breached", firstResponse: null } });
    s.then.nothingElseWasSent();
  });

  it("[R3.1b] operators are warned at 10 minutes and told at 15; a late mail hides nothing", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"] } });
    refuseMail("sato");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("9m");
    s.then.nothingElseWasSent();
    await s.time.passes("61s");
    s.then.operatorsWereTold("初動期限まで残り");
    await s.time.passes("4m");
    s.then.nothingElseWasSent();
    await s.time.passes("1m");
    s.then.operatorsWereTold("初動目標超過");
    await s.then.shows(acme, { slo: { result: "breached", breached: true } });
    const { breachedAt, deadlineAt } = await s.then.incident(acme);
    expect(Math.abs((breachedAt?.getTime() ?? 0) - (deadlineAt?.getTime() ?? 0))).toBeLessThan(2_000);

    s.engine.sandbox.mailbox.refusals.clear();
    await s.time.passes("2m");
    s.then.mails(alertSubject, "sato");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.then.mails("【web01】 HTTP警報復旧のご連絡", "sato");
    await s.then.shows(acme, {
      state: "closed",
      slo: { result: "breached", breached: true, firstResponse: "mail" },
    });
    s.then.nothingElseWasSent();
  });

  it("[R3.1a] counts for each occurrence: mails about the first do not keep the second's", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato", "tanaka"] } });
    refuseMail("tanaka");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.then.mails(alertSubject, "sato");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.then.mails("【web01】 HTTP警報復旧のご連絡", "sato");
    refuseMail("sato");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("5m");
    await s.then.shows(acme, { slo: { result: "running", firstResponse: null } });
    await s.time.passes("11m");
    s.then.operatorsWereTold("初動期限まで残り");
    s.then.operatorsWereTold("初動目標超過");
    await s.then.shows(acme, { slo: { result: "breached" } });
    await s.then.timelineSays(acme, "初動目標");
    s.then.nothingElseWasSent();
  });

  it("[R3.1b] is not kept by the result of a call from the previous occurrence: operators are warned", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["ito"] } });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("10s");
    s.then.mails(alertSubject, "ito");
    s.phone("sato").answersAndPresses("1");
    const operatorPhone = "+818011112222";
    s.engine.sandbox.exchange.phones.script(operatorPhone, { kind: "answer", afterSeconds: 2, press: "1" });
    const called = s.operator("山田").does(acme, "calls", { contact: "sato", operatorPhone });
    await s.time.passes("3m");
    await called;
    refuseMail("ito");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    await s.operator("山田").does(acme, "call-results", { contact: "sato", outcome: "voicemail" });
    await s.time.passes("15m");
    s.then.operatorsWereTold("初動期限まで残り");
    s.then.operatorsWereTold("初動目標超過");
    await s.then.shows(acme, { slo: { result: "breached" } });
  });

  it("[R3.1b] starts again for an occurrence that comes while a call still rings for the previous one", async () => {
    const acme = await s.given.customer("acme", {
      rules: [
        { name: "calls", match: { level: ["high"] }, notify: { call: sequential("sato") } },
        { name: "chat alone", notify: { chat: ["ops"] } },
      ],
    });
    s.phone("sato").doesNotAnswer();
    await s.when.alertFires(acme, "web01", "HTTP", { level: "low" });
    await s.time.passes("890s");
    for (const about of ["チャット通知のみ", "初動期限まで残り"]) s.then.operatorsWereTold(about);
    await s.when.alertFires(acme, "web01", "HTTP", { level: "high" });
    await s.time.passes("15s");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.when.alertFires(acme, "web01", "HTTP", { level: "low" });
    await s.time.passes("1m");
    s.then.operatorsWereTold("チャット通知のみ");
    await s.time.passes("15m");
    s.then.operatorsWereTold("初動期限まで残り");
    s.then.operatorsWereTold("初動目標超過");
    await s.then.shows(acme, { slo: { result: "breached", breached: true } });
  });

  describe("while a call rings that fails in the end, the alarm recovers", () => {
    const recoversWhileItRings = async () => {
      const acme = await s.given.customer("acme", { notify: { chat: ["ops"] } });
      await s.when.alertFires(acme, "web01", "HTTP");
      await s.time.passes("890s");
      for (const about of ["チャット通知のみ", "初動期限まで残り"]) s.then.operatorsWereTold(about);
      const { number } = await s.then.incident(acme);
      const given = givenRows(s.engine.database.db, s.engine.temporal.now);
      const call = { customer: acme.id, step: "1/alert/rule 1", phone: phoneOf("sato") };
      await given.call(number, { ...call, acceptedAt: s.engine.temporal.now() });
      await s.time.passes("30s");
      await s.when.alertRecovers(acme, "web01", "HTTP");
      await s.time.passes("5s");
      s.then.chatLines(`C-${acme.id}`, /発生/, /復旧/);
      return acme;
    };
    const itFails = (acme: { id: string }) =>
      s.engine.database.db
        .update(calls)
        .set({ outcome: "failed", endedAt: s.engine.temporal.now() })
        .where(eq(calls.customer, acme.id));
    const isBroken = async (acme: { id: string }) => {
      await s.time.passes("3m");
      s.then.operatorsWereTold("初動目標超過");
      s.then.mails("【web01】 HTTP警報復旧のご連絡", "sato");
      await s.then.shows(acme, { state: "closed", slo: { result: "breached", breached: true } });
      s.then.nothingElseWasSent();
    };

    it("[R3.1b] it stays open until the promise is judged, and the breach is told", async () => {
      const acme = await recoversWhileItRings();
      await itFails(acme);
      await isBroken(acme);
    });

    it("[R3.1b] [RA2] and the run that takes over judges it", async () => {
      const acme = await recoversWhileItRings();
      const { number, workflowId } = await s.then.incident(acme);
      await s.engine.temporal.client.workflow.getHandle(workflowId).terminate("by mistake");
      await itFails(acme);
      await s.engine.relay.revive(number);
      await isBroken(acme);
    });
  });

  it("[R3.1b] does not count as kept if an alarm only fell quiet: it stays open until the breach is told", async () => {
    const rules = [{ notify: { chat: ["ops" as const] }, closeAfterMinutes: 5 }];
    const acme = await s.given.customer("acme", { rules });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("14m");
    await s.then.shows(acme, { state: "open", slo: { result: "running" } });
    await s.time.passes("2m");
    s.then.chatLines(`C-${acme.id}`, /発生/);
    for (const about of ["チャット通知のみ", "初動期限まで残り", "初動目標超過"])
      s.then.operatorsWereTold(about);
    await s.then.shows(acme, { state: "closed", slo: { result: "breached", breached: true } });
    s.then.nothingElseWasSent();
  });

  it("[R3.1a] needs no response where it recovered inside the time", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"] } });
    refuseMail("sato");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("5m");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("30m");
    await s.then.shows(acme, { slo: { result: "not-needed", breached: false } });
    s.then.nothingElseWasSent();
  });
});
