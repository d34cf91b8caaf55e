import { describe, expect, it } from "vitest";
import { scenario, sequential } from "./harness/index.ts";
import { mailOf } from "./harness/people.ts";

/** Longer than an incident waits for a provider before it goes on without an answer. */
const slow = { kind: "slow", seconds: 2 } as const;
const alertSubject = "【web01】 HTTP警報発生のご連絡";

describe("a provider that takes its time holds nothing up", () => {
  const s = scenario();

  it("[R5.2.1] a mail server: the call list goes on meanwhile, and the mail goes out once", async () => {
    const call = sequential("suzuki", "tanaka");
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"], chat: ["ops"], call } });
    s.engine.sandbox.mailbox.refusals.script(mailOf("sato"), slow);
    s.phone("suzuki").isBusy();
    s.phone("tanaka").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.untilTrue(async () => (await s.then.callsOf(acme)).length > 0);
    expect(s.engine.sandbox.mailbox.mails()).toEqual([]);
    await s.time.passes("2m");
    s.then.mails(alertSubject, "sato");
    s.then.chatLines(`C-${acme.id}`, /発生 web01 HTTP/);
    await s.then.calls(acme, "suzuki: busy", "tanaka: acknowledged");
    await s.then.shows(acme, { state: "acknowledged", slo: { result: "met" } });
    s.then.nothingElseWasSent();
  });

  it("[R5.4] [R5.1d] a chat: its lines come once and in order, and the mails wait for none of them", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"], chat: ["ops"] } });
    s.engine.sandbox.walls.faults.inject("slack", slow);
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.untilTrue(async () => s.engine.sandbox.mailbox.mails().length === 1);
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.then.chatLines(`C-${acme.id}`, /発生 web01 HTTP/, /復旧 web01 HTTP/);
    s.then.mails(alertSubject, "sato");
    s.then.mails("【web01】 HTTP警報復旧のご連絡", "sato");
    await s.then.shows(acme, { state: "closed" });
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2f] [RA2] nor does what fails again and again hold up the rest: one ring, one mail", async () => {
    const call = sequential("suzuki");
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"], call } });
    s.phone("suzuki").answersAndPresses("1");
    for (const activity of ["claimAndDial", "recordAcknowledgement"])
      s.engine.activities.loseResultOf(activity, 3);
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("2m");
    s.then.mails(alertSubject, "sato");
    await s.then.calls(acme, "suzuki: acknowledged");
    await s.then.shows(acme, { state: "acknowledged", acknowledgedBy: "customer:鈴木 花子" });
    s.then.nothingElseWasSent();
  });
});
