import { describe, expect, it } from "vitest";
import { scenario } from "./harness/index.ts";

const s = scenario();
const nothingForCustomers = { rules: [{ match: {} }] };

describe("what a rule leaves to the operators", () => {
  it("[R5.1a] tells them at once by both channels, and the time for a first response runs", async () => {
    const acme = await s.given.customer("acme", nothingForCustomers);
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.settle();
    s.then.operatorsWereTold("振り分け待ち");
    await s.then.shows(acme, { state: "triage", rule: "rule 1", slo: { result: "running" } });
    await s.time.passes("10m");
    s.then.operatorsWereTold("初動期限まで残り");
    await s.time.passes("5m");
    s.then.operatorsWereTold("初動目標超過");
    await s.then.shows(acme, { state: "triage", slo: { result: "breached", breached: true } });
    s.then.nothingElseWasSent();
  });

  it("[R5.1e] recovered, waits for a person; nobody of the customer hears of it", async () => {
    const acme = await s.given.customer("acme", nothingForCustomers);
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("2m");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("2h");
    await s.then.shows(acme, { state: "triage", closedAt: null, slo: { result: "not-needed" } });
    const [incident] = await s.then.incidents(acme);
    expect(incident?.recoveredAt).not.toBeNull();
    s.then.operatorsWereTold("振り分け待ち");
    s.then.nothingElseWasSent();
  });

  it("[R5.1e] [R3.1a] fires again there: told again, and the time runs anew", async () => {
    const acme = await s.given.customer("acme", nothingForCustomers);
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("11m");
    s.then.operatorsWereTold("振り分け待ち");
    s.then.operatorsWereTold("初動期限まで残り");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("30m");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("9m");
    expect(await s.then.incidents(acme)).toHaveLength(1);
    s.then.operatorsWereTold("振り分け待ち");
    await s.then.shows(acme, { slo: { result: "running" } });
    await s.time.passes("7m");
    s.then.operatorsWereTold("初動期限まで残り");
    s.then.operatorsWereTold("初動目標超過");
    await s.then.shows(acme, { slo: { result: "breached" } });
    await s.then.timelineSays(
      acme,
      ...[
        "初動対応がまだありません",
        "終了前に再び発生しました",
        "初動対応がまだありません",
        "15分を過ぎました",
      ],
    );
    await s.then.canBeReplayed(acme, { savedAs: "triage-slo-breach-firing-again" });
    s.then.nothingElseWasSent();
  });

  it("[R3.1a] a rule with chat alone tells them at once too, and the incident is open", async () => {
    const acme = await s.given.customer("acme", { notify: { chat: ["ops"] } });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.then.operatorsWereTold("チャット通知のみ");
    s.then.chatLines(`C-${acme.id}`, /発生 web01 HTTP/);
    await s.then.shows(acme, { state: "open", slo: { firstResponseAt: null } });
    s.then.nothingElseWasSent();
  });

  it("[R5.1a] says how many alerts a tool left out of its notification, and tells the sound ones as ever", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["ito"] } });
    const startsAt = s.engine.temporal.now();
    const says = (truncatedAlerts: number) =>
      s.when.alertmanagerLeavesOut(acme, truncatedAlerts, { severity: "critical", startsAt });
    await says(12);
    await s.time.passes("1m");
    s.then.mails("【web01】 HTTP警報発生のご連絡", "ito");
    s.then.operatorsWereTold(/振り分け待ち .*12件の警報が省略されました/);
    // Alertmanager repeats it with more missing alerts: people are already looking at it.
    for (const count of [12, 15]) {
      await s.time.passes("5m");
      await says(count);
    }
    await s.time.passes("1m");
    s.then.operatorsWereTold("初動期限まで残り");
    expect((await s.then.incidents(acme)).map(({ state }) => state).sort()).toEqual(["open", "triage"]);
    s.then.nothingElseWasSent();
  });
});
