import { describe, expect, it } from "vitest";
import { and, eq } from "../db/drizzle.ts";
import { changeIncident } from "../db/incidents/records.ts";
import { dispatches } from "../db/schema/index.ts";
import { scenario, sequential } from "./harness/index.ts";
import { mailOf } from "./harness/people.ts";

const s = scenario();
const alertSubject = "【web01】 HTTP警報発生のご連絡";
const recoverySubject = "【web01】 HTTP警報復旧のご連絡";
const mailed = { notify: { mail: ["ito" as const], chat: ["ops" as const] } };

/** An operator terminates it in the Temporal UI. */
async function itsRunIsTerminated(acme: { id: string }): Promise<void> {
  const { workflowId } = await s.then.incident(acme);
  await s.engine.temporal.client.workflow.getHandle(workflowId).terminate("by mistake");
}

async function fires(given: Parameters<typeof s.given.customer>[1] = mailed) {
  const acme = await s.given.customer("acme", given);
  await s.when.alertFires(acme, "web01", "HTTP");
  await s.time.passes("2m");
  return acme;
}

const isTold = (acme: { id: string }, ...lines: RegExp[]): void => {
  s.then.mails(alertSubject, "ito");
  s.then.chatLines(`C-${acme.id}`, /発生/, ...lines);
};

describe("an incident whose run is gone", () => {
  it("[R5.1d] [RA2] tells its recovery to those who were told, and closes", async () => {
    const acme = await fires();
    isTold(acme);
    await itsRunIsTerminated(acme);
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("5m");
    s.then.mails(recoverySubject, "ito");
    s.then.chatLines(`C-${acme.id}`, /復旧/);
    await s.then.shows(acme, { state: "closed" });
    await s.then.timelineSays(acme, "記録から状態を復元", "終了しました");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    expect(await s.then.incidents(acme)).toHaveLength(2);
    isTold(acme);
    s.then.nothingElseWasSent();
  });

  it("[R5.1e] is resolved by an operator, whose request starts a new run", async () => {
    const acme = await fires();
    isTold(acme);
    await itsRunIsTerminated(acme);
    await s.operator("山田").does(acme, "resolve", { reason: "復旧を確認" });
    await s.time.passes("5m");
    await s.then.shows(acme, { state: "closed" });
    const again = await s.operator("田中").asks(acme, "resolve", { reason: "もう一度" });
    expect(again).toMatchObject({ status: 409, body: { code: "incident_closed" } });
    s.then.nothingElseWasSent();
  });

  it("[R5.1e] [RA2] tells a recovery and the next firing that come together", async () => {
    const acme = await fires();
    isTold(acme);
    await itsRunIsTerminated(acme);
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("5m");
    s.then.mails(recoverySubject, "ito");
    s.then.mails(alertSubject, "ito");
    s.then.chatLines(`C-${acme.id}`, /復旧/, /発生/);
    await s.then.shows(acme, { state: "open", closedAt: null });
    s.then.nothingElseWasSent();
  });

  it("[R3.1b] [R5.3.2] is found by itself: its promise and its escalation are watched on", async () => {
    const acme = await fires({
      rules: [
        {
          name: "chat alone",
          notify: { chat: ["ops" as const] },
          escalation: { afterMinutes: 20, mail: { to: ["tanaka"] } },
        },
      ],
    });
    s.then.operatorsWereTold("チャット通知のみ");
    s.then.chatLines(`C-${acme.id}`, /発生/);
    await itsRunIsTerminated(acme);
    await s.engine.relay.lookForLostRuns();
    await s.time.passes("10m");
    s.then.operatorsWereTold("初動期限まで残り");
    await s.time.passes("5m");
    s.then.operatorsWereTold("初動目標超過");
    await s.time.passes("4m");
    s.then.mails("【web01】 HTTP警報 エスカレーションのご連絡", "tanaka");
    s.then.nothingElseWasSent();
  });

  it("[R5.1e] [R5.3.2] closed by the run that is gone while the new one begins: that one ends, and calls nobody", async () => {
    const acme = await fires({
      rules: [
        {
          notify: { mail: ["ito" as const] },
          escalation: { afterMinutes: 20, mail: { to: ["tanaka"] } },
        },
      ],
    });
    s.then.mails(alertSubject, "ito");
    await itsRunIsTerminated(acme);
    const { number, workflowId } = await s.then.incident(acme);
    await s.engine.relay.revive(number);
    await s.time.settle();
    const closed = { state: "closed", closedAt: s.engine.temporal.now() } as const;
    await changeIncident(s.engine.database.db, number, closed);
    await s.time.passes("30m");
    const run = await s.engine.temporal.client.workflow.getHandle(workflowId).describe();
    expect(run.status.name).toBe("COMPLETED");
    s.then.nothingElseWasSent();
  });

  it("[RA2] [R5.1d] lines it was still posting to a chat come before new ones", async () => {
    const acme = await s.given.customer("acme", mailed);
    const room = `C-${acme.id}`;
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    isTold(acme);
    s.engine.sandbox.walls.faults.inject("slack", { kind: "rate-limited", retryAfterSeconds: 30 }, { room });
    const asked = s.operator("山田").does(acme, "chats", { to: ["ops"], text: "調査中です" });
    const { number } = await s.then.incident(acme);
    const inChat = and(eq(dispatches.incident, number), eq(dispatches.channel, "chat"));
    await s.time.untilTrue(async () => (await s.engine.database.db.$count(dispatches, inChat)) === 2);
    // The operator's request waits a few seconds for the outcome.
    await s.time.passes("10s");
    await asked;
    await itsRunIsTerminated(acme);
    await s.engine.relay.revive(number);
    await s.time.passes("2m");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("3m");
    s.engine.sandbox.walls.faults.clear();
    await s.time.passes("3m");
    s.then.chatLines(room, /調査中です/, /復旧/);
    s.then.mails(recoverySubject, "ito");
    await s.then.shows(acme, { state: "closed" });
    s.then.nothingElseWasSent();
  });

  it("[R5.1d] a recovery that it could not mail yet is told to nobody if it fires again", async () => {
    const acme = await fires({ notify: { mail: ["ito"] } });
    s.then.mails(alertSubject, "ito");
    const { refusals } = s.engine.sandbox.mailbox;
    refusals.script(mailOf("ito"), { kind: "temporary" });
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("1m");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.settle();
    await itsRunIsTerminated(acme);
    await s.engine.relay.revive((await s.then.incident(acme)).number);
    await s.time.passes("1m");
    refusals.clear();
    await s.time.passes("3m");
    s.then.mails(alertSubject, "ito");
    s.then.nothingElseWasSent();
  });

  it("[RA2] settles a call that the provider never received, although its list is over", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato") } });
    s.phone("sato").fails({ kind: "refuse", status: 500 }, 1);
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("3s");
    await itsRunIsTerminated(acme);
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("10m");
    await s.then.calls(acme, "sato: failed");
    const { workflowId } = await s.then.incident(acme);
    const run = await s.engine.temporal.client.workflow.getHandle(workflowId).describe();
    expect(run.status.name).toBe("COMPLETED");
    // At the recovery his phone may still have been ringing.
    s.then.mails(recoverySubject, "sato");
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2] [RA2] continues its call list at the same place: nobody is rung twice for one place", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato", "suzuki") } });
    s.phone("sato").doesNotAnswer();
    s.phone("suzuki").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("20s");
    await itsRunIsTerminated(acme);
    await s.time.passes("1m");
    await s.engine.relay.revive((await s.then.incident(acme)).number);
    await s.time.passes("6m");
    await s.then.calls(acme, "sato: missed", "suzuki: acknowledged");
    await s.then.shows(acme, { state: "acknowledged" });
    await s.then.canBeReplayed(acme, { savedAs: "begun-anew-from-its-rows" });
    s.then.nothingElseWasSent();
  });
});
