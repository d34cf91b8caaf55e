import { describe, expect, it } from "vitest";
import type { NotifyGiven, RuleGiven } from "./harness/given.ts";
import { scenario, sequential } from "./harness/index.ts";

const s = scenario();
const alertSubject = "【web01】 HTTP警報発生のご連絡";
const recoverySubject = "【web01】 HTTP警報復旧のご連絡";
const minutesAgo = (minutes: number) => new Date(s.engine.temporal.now().getTime() - minutes * 60_000);

describe("the level rises", () => {
  it("[R5.1c] [R5.4b] within one rule: 継続中 at once, no second mail, no second call", async () => {
    const notify: NotifyGiven = { mail: ["ito"], chat: ["ops"], call: sequential("sato") };
    const acme = await s.given.customer("acme", { notify });
    s.phone("sato").isBusy();
    await s.when.alertFires(acme, "web01", "HTTP", { level: "low" });
    await s.time.passes("2m");
    await s.when.alertFires(acme, "web01", "HTTP", { level: "low" });
    await s.time.passes("1m");
    await s.when.alertFires(acme, "web01", "HTTP", { level: "middle" });
    await s.time.passes("1m");
    await s.when.alertFires(acme, "web01", "HTTP", { level: "high" });
    await s.time.passes("1m");
    s.then.chatLines(`C-${acme.id}`, /発生 .* 低/, /継続中 .* 中/, /継続中 .* 高/);
    s.then.mails(alertSubject, "ito");
    s.then.mails("【web01】 HTTP警報 架電結果のご連絡", "ito");
    await s.then.calls(acme, "sato: busy");
    await s.then.shows(acme, { level: "high" });
    await s.then.timelineSays(acme, "レベルが中に上がりました", "レベルが高に上がりました");
    s.then.nothingElseWasSent();
  });

  const rules: RuleGiven[] = [
    {
      name: "urgent",
      match: { level: ["high"] },
      notify: { mail: ["tanaka"], chat: ["ops", "room"], call: sequential("suzuki") },
    },
    { name: "other", notify: { mail: ["ito"], chat: ["ops"] } },
  ];

  it("[R5.1c] to another rule's: its mail, chat and calls are made too, once", async () => {
    const acme = await s.given.customer("acme", { rules });
    s.phone("suzuki").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP", { level: "middle" });
    await s.time.passes("1m");
    s.then.mails(alertSubject, "ito");
    s.then.chatLines(`C-${acme.id}`, /発生 .* 中/);
    await s.when.alertFires(acme, "web01", "HTTP", { level: "high" });
    await s.time.passes("2m");
    s.then.mails(alertSubject, "tanaka");
    s.then.chatLines(`C-${acme.id}`, /継続中 .* 高/);
    s.then.chatLines("123456", /発生 .* 高/);
    for (const level of ["middle", "high"] as const) {
      await s.when.alertFires(acme, "web01", "HTTP", { level });
      await s.time.passes("1m");
    }
    s.then.chatLines(`C-${acme.id}`, /継続中 .* 高/);
    s.then.chatLines("123456", /継続中 .* 高/);
    await s.then.calls(acme, "suzuki: acknowledged");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.then.mails(recoverySubject, "ito", "tanaka", "suzuki");
    s.then.chatLines(`C-${acme.id}`, /復旧/);
    s.then.chatLines("123456", /復旧/);
    await s.then.shows(acme, { state: "closed" });
    await s.then.canBeReplayed(acme, { savedAs: "level-raised-to-another-rule" });
    s.then.nothingElseWasSent();
  });

  it("[R5.1c] after an acknowledgement of a lower level: it does not cover, people are called", async () => {
    const acme = await s.given.customer("acme", { rules: onlyCalls(rules) });
    s.phone("suzuki").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP", { level: "middle" });
    await s.time.passes("1m");
    await s.operator("山田").does(acme, "acknowledge");
    await s.then.shows(acme, { state: "acknowledged", acknowledgedBy: "山田" });
    await s.when.alertFires(acme, "web01", "HTTP", { level: "high" });
    await s.time.passes("1s");
    await s.then.shows(acme, { state: "open", acknowledgedBy: null });
    await s.time.passes("1m");
    await s.then.shows(acme, { state: "acknowledged", acknowledgedBy: "customer:鈴木 花子" });
    await s.then.calls(acme, "suzuki: acknowledged");
    await s.then.timelineSays(acme, "対応確認: 山田（レベル中まで）", "対応確認はこのレベルには及びません");
    s.then.mails(alertSubject, "ito");
    await s.then.canBeReplayed(acme, { savedAs: "level-raised-past-acknowledgement" });
    s.then.nothingElseWasSent();
  });

  it("[R5.1c] after an acknowledgement of that level: it covers, nobody is called", async () => {
    const acme = await s.given.customer("acme", { rules: onlyCalls(rules) });
    s.phone("suzuki").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP", { level: "high" });
    await s.time.passes("1m");
    for (const level of ["low", "high"] as const) {
      await s.when.alertFires(acme, "web01", "HTTP", { level });
      await s.time.passes("1m");
    }
    await s.then.shows(acme, { state: "acknowledged", acknowledgedBy: "customer:鈴木 花子" });
    await s.then.calls(acme, "suzuki: acknowledged");
    s.then.nothingElseWasSent();
  });
});

/** The urgent rule calls, the other mails. */
const onlyCalls = (rules: RuleGiven[]): RuleGiven[] => [
  { ...rules[0], notify: { call: sequential("suzuki") } },
  { ...rules[1], notify: { mail: ["ito"] } },
];

describe("the level falls", () => {
  it("[R5.1c] appears only on the timeline", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"], chat: ["ops"] } });
    await s.when.alertFires(acme, "web01", "HTTP", { level: "high" });
    await s.time.passes("1m");
    await s.when.alertFires(acme, "web01", "HTTP", { level: "low" });
    await s.time.passes("1m");
    s.then.mails(alertSubject, "sato");
    s.then.chatLines(`C-${acme.id}`, /発生 .* 高/);
    await s.then.shows(acme, { level: "low", state: "open" });
    await s.then.timelineSays(acme, "レベルが低に下がりました");
    s.then.nothingElseWasSent();
  });
});

describe("one alarm at two levels, as two series of Alertmanager", () => {
  it("[R5.1c] is one incident of the higher level, which recovers when none fires", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"], chat: ["ops"] } });
    const startsAt = minutesAgo(2);
    await s.when.alertmanagerSays(acme, { severity: "warning", startsAt });
    await s.time.passes("1m");
    await s.when.alertmanagerSays(acme, { severity: "critical", startsAt: minutesAgo(0) });
    await s.time.passes("1m");
    s.then.mails(alertSubject, "sato");
    s.then.chatLines(`C-${acme.id}`, /発生 web01 HTTP - 中/, /継続中 web01 HTTP - 高/);
    await s.then.shows(acme, { level: "high", counts: { alerts: 2 } });

    const endsAt = minutesAgo(0);
    await s.when.alertmanagerSays(acme, { severity: "critical", status: "resolved", startsAt, endsAt });
    await s.time.passes("1m");
    await s.then.shows(acme, { level: "middle", state: "open", recoveredAt: null });
    await s.when.alertmanagerSays(acme, {
      severity: "warning",
      status: "resolved",
      startsAt,
      endsAt: minutesAgo(0),
    });
    await s.time.passes("1m");
    expect(await s.then.incidents(acme)).toHaveLength(1);
    await s.then.shows(acme, { state: "closed" });
    s.then.mails(recoverySubject, "sato");
    s.then.chatLines(`C-${acme.id}`, /復旧 web01 HTTP/);
    s.then.nothingElseWasSent();
  });
});
