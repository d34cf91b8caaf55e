import { describe, expect, it } from "vitest";
import { scenario } from "./harness/index.ts";

const s = scenario();
const alertSubject = "【web01】 HTTP警報発生のご連絡";
const recoverySubject = "【web01】 HTTP警報復旧のご連絡";
const hours = (count: number): number => count * 3_600_000;
const inTheFuture = (milliseconds: number): Date =>
  new Date(s.engine.temporal.now().getTime() + milliseconds);

describe("Alertmanager resolves by time-out an alert that still fires, then fires again with the same start", () => {
  it("[R5.1b] a late copy for 2 minutes, then a new occurrence that is told", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"] } });
    const series = { severity: "critical" as const, startsAt: inTheFuture(-60_000) };
    await s.when.alertmanagerSays(acme, series);
    await s.time.passes("10m");
    await s.when.alertmanagerSays(acme, { ...series, status: "resolved", endsAt: inTheFuture(0) });
    await s.time.passes("1m");
    s.then.mails(alertSubject, "sato");
    s.then.mails(recoverySubject, "sato");
    await s.when.alertmanagerSays(acme, series);
    await s.time.passes("30s");
    s.then.nothingElseWasSent();
    expect(await s.then.incidents(acme)).toHaveLength(1);

    await s.time.passes("3m");
    await s.when.alertmanagerSays(acme, series);
    await s.time.passes("30s");
    s.then.mails(alertSubject, "sato");
    expect(await s.then.incidents(acme)).toHaveLength(2);
    s.then.nothingElseWasSent();
  });
});

describe("a host whose clock is nine hours ahead", () => {
  it("[R5.1b] is told and recovers like any other, and its clock is on the timeline", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"] } });
    await s.when.alertFires(acme, "web01", "HTTP", { occurredAt: inTheFuture(hours(9)) });
    await s.time.passes("5m");
    // The tool's clock has been set right meanwhile.
    await s.when.alertRecovers(acme, "web01", "HTTP", { occurredAt: inTheFuture(0) });
    await s.time.passes("1m");
    await s.then.shows(acme, { state: "closed" });
    await s.then.timelineSays(acme, "監視ツールの時刻が540分進んでいます");
    s.then.mails(alertSubject, "sato");
    s.then.mails(recoverySubject, "sato");
  });

  it("[R5.1b] whose recovery is of the future: the next alert is a new incident at once", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"] } });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.when.alertRecovers(acme, "web01", "HTTP", { occurredAt: inTheFuture(hours(9)) });
    await s.time.passes("1m");
    await s.when.alertFires(acme, "web01", "HTTP", { occurredAt: inTheFuture(0) });
    await s.time.passes("1m");
    s.then.mails(alertSubject, "sato", "sato");
    s.then.mails(recoverySubject, "sato");
    expect(await s.then.incidents(acme)).toHaveLength(2);
    s.then.nothingElseWasSent();
  });
});
