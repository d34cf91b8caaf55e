import { describe, expect, it } from "vitest";
import { scenario, sequential } from "./harness/index.ts";

const s = scenario();
const alertSubject = "【web01】 HTTP警報発生のご連絡";
const recoverySubject = "【web01】 HTTP警報復旧のご連絡";
const mailed = { notify: { mail: ["ito" as const], chat: ["ops" as const] } };

/** Somebody ends it in the Temporal UI. */
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
  it("[R5.1d] [RA2] tells its recovery to those who heard of it, and closes", async () => {
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

  it("[R5.1e] is resolved by an operator, whose word begins a new run", async () => {
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
          ...{ name: "chat alone", notify: { chat: ["ops" as const] } },
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

  it("[R5.2.2] [RA2] goes on with its call list where it stood: nobody is rung twice for one place", async () => {
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
    s.then.nothingElseWasSent();
  });
});
