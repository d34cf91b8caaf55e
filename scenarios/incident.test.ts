import { describe, expect, it } from "vitest";
import type { NotifyGiven } from "./harness/given.ts";
import { scenario, sequential } from "./harness/index.ts";

const s = scenario();
const alertSubject = "【web01】 HTTP警報発生のご連絡";
const recoverySubject = "【web01】 HTTP警報復旧のご連絡";
const mailAndChat: NotifyGiven = { mail: ["sato"], chat: ["ops"] };
const ago = (minutes: number) => new Date(s.engine.temporal.now().getTime() - minutes * 60_000);

describe("an incident from its first alert to its closing", () => {
  it("[R5.1b] [R5.1d] [R5.1e] is told, recovers, closes; what fires then is a new one", async () => {
    const acme = await s.given.customer("acme", { notify: mailAndChat });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("5m");
    s.then.mails(alertSubject, "sato");
    s.then.chatLines(`C-${acme.id}`, /発生 web01 HTTP - 高 /);
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("5s");
    s.then.mails(recoverySubject, "sato");
    s.then.chatLines(`C-${acme.id}`, /復旧 web01 HTTP - 高 /);
    await s.then.shows(acme, { state: "closed", slo: { result: "met" } });
    await s.then.timelineSays(
      acme,
      "アラート受付: 発生",
      "アラート受付: 復旧",
      "復旧しました",
      "終了しました",
    );

    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("5s");
    s.then.mails(alertSubject, "sato");
    s.then.chatLines(`C-${acme.id}`, /発生 web01 HTTP/);
    expect((await s.then.incidents(acme)).map((one) => one.state)).toEqual(["closed", "open"]);
    s.then.nothingElseWasSent();
  });

  it("[R5.4b] a repeat is 継続中 in chat at most once in 30 minutes, and never mailed", async () => {
    const acme = await s.given.customer("acme", { notify: mailAndChat });
    const line = /継続中 web01 HTTP/;
    await s.when.alertFires(acme, "web01", "HTTP");
    for (const wait of ["1m", "10m", "18m"]) {
      await s.time.passes(wait);
      await s.when.alertFires(acme, "web01", "HTTP");
    }
    await s.time.passes("2m");
    s.then.chatLines(`C-${acme.id}`, /発生 web01 HTTP/);
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.then.chatLines(`C-${acme.id}`, line);
    s.then.mails(alertSubject, "sato");
    expect(await s.then.incidents(acme)).toHaveLength(1);
    await s.then.shows(acme, { counts: { alerts: 5 } });
    s.then.nothingElseWasSent();
  });

  it("[R5.4b] repeatMinutes is the rule's; 0 means never", async () => {
    const acme = await s.given.customer("acme", {
      rules: [
        { match: { node: "db*" }, notify: { mail: ["sato"], chat: ["ops"] }, repeatMinutes: 0 },
        { notify: mailAndChat, repeatMinutes: 5 },
      ],
    });
    for (let minute = 0; minute < 12; minute++) {
      await s.when.alertFires(acme, "web01", "HTTP");
      await s.when.alertFires(acme, "db01", "HTTP");
      await s.time.passes("1m");
    }
    const room = `C-${acme.id}`;
    const about = (node: string) =>
      s.engine.sandbox.walls.posts("slack", room).filter((post) => post.text.includes(node));
    expect(about("db01")).toHaveLength(1);
    expect(about("web01").map((post) => /発生|継続中/.exec(post.text)?.[0])).toEqual([
      "発生",
      "継続中",
      "継続中",
    ]);
    s.engine.sandbox.walls.ledger.markSeen(...about("db01"), ...about("web01"));
    s.then.mails(alertSubject, "sato");
    s.then.mails("【db01】 HTTP警報発生のご連絡", "sato");
    s.then.nothingElseWasSent();
  });

  it("[R5.1e] an incident that never recovers closes after the rule's minutes, counted from the last repeat", async () => {
    const notify: NotifyGiven = { mail: ["sato"] };
    const acme = await s.given.customer("acme", { rules: [{ notify, closeAfterMinutes: 30 }] });
    await s.when.alertFires(acme, "web01", "LOG", { log: "kernel: oops" });
    await s.time.passes("20m");
    await s.when.alertFires(acme, "web01", "LOG", { log: "kernel: oops" });
    await s.time.passes("29m");
    await s.then.shows(acme, { state: "open" });
    await s.time.passes("2m");
    await s.then.shows(acme, { state: "closed", recoveredAt: null });
    await s.when.alertFires(acme, "web01", "LOG", { log: "kernel: oops" });
    await s.time.passes("1m");
    expect(await s.then.incidents(acme)).toHaveLength(2);
    s.then.mails("【web01】 LOG警報発生のご連絡", "sato", "sato");
    await s.then.canBeReplayed(acme, { savedAs: "closed-when-quiet" });
    s.then.nothingElseWasSent();
  });

  it("[R5.1e] firing again while a call is under way is a new occurrence on it, told again, nobody rung twice", async () => {
    const notify: NotifyGiven = { mail: ["ito"], chat: ["ops"], call: sequential("sato") };
    const acme = await s.given.customer("acme", { notify });
    s.phone("sato").behaves({ kind: "answer", afterSeconds: 5, presses: [{ key: "3", afterSeconds: 40 }] });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("20s");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("10s");
    s.then.mails(alertSubject, "ito");
    s.then.mails(recoverySubject, "ito", "sato");
    await s.then.shows(acme, { state: "recovered" });

    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("5m");
    expect(await s.then.incidents(acme)).toHaveLength(1);
    s.then.mails(alertSubject, "ito");
    s.then.chatLines(`C-${acme.id}`, /発生/, /復旧/, /発生/);
    await s.then.calls(acme, "sato: ignored", "sato: skipped");
    s.then.mails("【web01】 HTTP警報 架電結果のご連絡", "ito");
    await s.then.shows(acme, { state: "open", recoveredAt: null });

    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("10s");
    s.then.mails(recoverySubject, "ito");
    s.then.chatLines(`C-${acme.id}`, /復旧/);
    await s.then.shows(acme, { state: "closed" });
    await s.then.canBeReplayed(acme, { savedAs: "firing-again-while-talking" });
    s.then.nothingElseWasSent();
  });
});

describe("alerts that come twice, late, early or of something unknown", () => {
  it("[R5.1b] a recovery of something unknown does nothing", async () => {
    const acme = await s.given.customer("acme", { notify: mailAndChat });
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("1m");
    expect(await s.then.incidents(acme)).toEqual([]);
    s.then.nothingElseWasSent();
  });

  it("[R5.1b] a recovery that comes twice is told once", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"] } });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    await Promise.all([1, 2, 3].map(() => s.when.alertRecovers(acme, "web01", "HTTP")));
    await s.time.passes("1m");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.then.mails(alertSubject, "sato");
    s.then.mails(recoverySubject, "sato");
    expect((await s.then.incidents(acme)).map((one) => one.state)).toEqual(["closed"]);
    s.then.nothingElseWasSent();
  });

  it("[R5.1b] a recovery that overtook its own alert ends it, by the tool's own times", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"] } });
    await s.when.alertRecovers(acme, "web01", "HTTP", { occurredAt: ago(1) });
    await s.time.passes("10s");
    await s.when.alertFires(acme, "web01", "HTTP", { occurredAt: ago(3) });
    await s.time.passes("1m");
    s.then.mails(alertSubject, "sato");
    s.then.mails(recoverySubject, "sato");
    await s.then.shows(acme, { state: "closed" });
    s.then.nothingElseWasSent();
  });

  it("[R5.1b] a recovery older than the occurrence it meets closes nothing, and stands on the timeline", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"] } });
    await s.when.alertFires(acme, "web01", "HTTP", { occurredAt: ago(1) });
    await s.time.passes("10s");
    await s.when.alertRecovers(acme, "web01", "HTTP", { occurredAt: ago(5) });
    await s.time.passes("1m");
    s.then.mails(alertSubject, "sato");
    await s.then.shows(acme, { state: "open", recoveredAt: null });
    await s.then.timelineSays(acme, "アラート受付: 復旧", "より古いアラートのため、何も変わりません");
    s.then.nothingElseWasSent();
  });

  it("[R5.1b] an alert older than a recovery that closed its incident opens no new one", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"] } });
    await s.when.alertFires(acme, "web01", "HTTP", { occurredAt: ago(5) });
    await s.time.passes("10s");
    await s.when.alertRecovers(acme, "web01", "HTTP", { occurredAt: ago(1) });
    await s.time.passes("1m");
    await s.when.alertFires(acme, "web01", "HTTP", { occurredAt: ago(4) });
    await s.time.passes("1m");
    s.then.mails(alertSubject, "sato");
    s.then.mails(recoverySubject, "sato");
    expect(await s.then.incidents(acme)).toHaveLength(1);
    await s.then.timelineSays(acme, "終了しました", "通知なし");
    s.then.nothingElseWasSent();
  });

  it("[R5.1b] alert, recovery and alert again within a moment are told in their order", async () => {
    const acme = await s.given.customer("acme", { notify: mailAndChat });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.then.chatLines(`C-${acme.id}`, /発生/, /復旧/, /発生/);
    s.then.mails(alertSubject, "sato", "sato");
    s.then.mails(recoverySubject, "sato");
    s.then.nothingElseWasSent();
  });
});

describe("a PagerDuty client", () => {
  it("[R5.1b] [R4.3.2] triggers, acknowledges, resolves, and triggers anew", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"] } });
    const payload = { summary: "HTTP", source: "web01", severity: "warning" };
    const says = (event_action: string, more = {}) =>
      s.when.pagerdutySays(acme, { event_action, dedup_key: "web01/http", ...more });
    await says("acknowledge");
    await says("resolve");
    await s.time.passes("10s");
    expect(await s.then.incidents(acme)).toEqual([]);

    await says("trigger", { payload });
    await s.time.passes("1m");
    await says("acknowledge");
    await s.time.passes("1m");
    await s.then.shows(acme, { state: "acknowledged", level: "middle" });
    await says("resolve");
    await s.time.passes("1m");
    await s.then.shows(acme, { state: "closed" });
    await says("trigger", { payload });
    await s.time.passes("1m");
    expect((await s.then.incidents(acme)).map((one) => one.state)).toEqual(["closed", "open"]);
    s.then.mails(alertSubject, "sato", "sato");
    s.then.mails(recoverySubject, "sato");
    s.then.nothingElseWasSent();
  });
});
