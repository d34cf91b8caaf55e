import { describe, expect, it } from "vitest";
import { scenario, sequential, simultaneous } from "./harness/index.ts";

const s = scenario();
const given = { notify: { call: sequential("sato", "suzuki") } };

describe("the provider's callbacks", () => {
  it("[RA2] the last one lost: the call is looked up and the list goes on", async () => {
    const acme = await s.given.customer("acme", given);
    s.phone("sato").doesNotAnswer();
    s.phone("sato").fails({ kind: "callbacks-lost", events: ["completed"] });
    s.phone("suzuki").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("2m");
    await s.then.calls(acme, "sato: missed", "suzuki: acknowledged");
    s.then.nothingElseWasSent();
  });

  it("[RA2] lost, and no look-up answers: settled at most 30 s after the longest possible call", async () => {
    const acme = await s.given.customer("acme", given);
    s.phone("sato").doesNotAnswer();
    s.phone("sato").fails({ kind: "callbacks-lost" });
    s.phone("sato").fails({ kind: "lookup-error" });
    s.phone("suzuki").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("5m");
    const [first] = await s.then.callsOf(acme);
    const lasted = (first?.endedAt?.getTime() ?? 0) - (first?.requestedAt?.getTime() ?? 0);
    const longestCallSeconds = 30 + 120;
    expect(lasted / 1000).toBeLessThanOrEqual(longestCallSeconds + 30);
    await s.then.calls(acme, "sato: missed", "suzuki: acknowledged");
    s.then.nothingElseWasSent();
  });

  it("[RA2] lost, but 1 was pressed: acknowledged, nobody else is rung", async () => {
    const acme = await s.given.customer("acme", given);
    s.phone("sato").answersAndPresses("1");
    s.phone("sato").fails({ kind: "callbacks-lost" });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("5m");
    await s.then.calls(acme, "sato: acknowledged");
    s.then.nothingElseWasSent();
  });

  it.each(["callbacks-duplicated", "callbacks-reordered"] as const)(
    "[RA2] %s change nothing",
    async (kind) => {
      const acme = await s.given.customer("acme", {
        notify: { call: sequential("sato", "suzuki", "tanaka") },
      });
      s.phone("sato").doesNotAnswer();
      s.phone("suzuki").answersAndPresses("*");
      s.phone("tanaka").answersAndPresses("1");
      for (const person of ["sato", "suzuki", "tanaka"] as const) s.phone(person).fails({ kind });
      await s.when.alertFires(acme, "web01", "HTTP");
      await s.time.passes("5m");
      await s.then.calls(acme, "sato: missed", "suzuki: ignored", "tanaka: acknowledged");
      s.then.nothingElseWasSent();
    },
  );

  it("[RA2] late: the list has gone on by looking up, and what comes late changes nothing", async () => {
    const acme = await s.given.customer("acme", given);
    s.phone("sato").doesNotAnswer();
    s.phone("sato").fails({ kind: "callbacks-delayed", seconds: 90 });
    s.phone("suzuki").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("5m");
    await s.then.calls(acme, "sato: missed", "suzuki: acknowledged");
    s.then.nothingElseWasSent();
  });

  it("[RA2] a 1 that arrives only after its call's end still takes it: nobody further is rung", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato", "suzuki", "tanaka") } });
    s.phone("sato").behaves({ kind: "answer", hangUpAfterSeconds: 2 });
    s.phone("suzuki").doesNotAnswer();
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("20s");
    const answer = await s.when.providerSays(acme, "sato", "key", { Digits: "1" });
    expect(answer).toContain("担当者として記録しました");
    await s.time.passes("3m");
    await s.then.calls(acme, "sato: acknowledged", "suzuki: missed");
    await s.then.shows(acme, { state: "acknowledged", acknowledgedBy: "customer:佐藤 太郎" });
    s.then.nothingElseWasSent();
  });

  it("[RA2] a last callback that is repeated after the end, or with another state, changes nothing", async () => {
    const acme = await s.given.customer("acme", given);
    s.phone("sato").isBusy();
    s.phone("suzuki").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    for (const CallStatus of ["busy", "ringing", "initiated"])
      await s.when.providerSays(acme, "sato", "status", { CallStatus, SequenceNumber: "9" });
    await s.time.passes("1m");
    await s.then.calls(acme, "sato: busy", "suzuki: acknowledged");
    s.then.nothingElseWasSent();
  });

  it("[RA2] a key press that Temporal learns late still stops the calls: the row has it", async () => {
    const call = { ...simultaneous("sato", "suzuki"), retries: 2 };
    const acme = await s.given.customer("acme", { notify: { call } });
    s.phone("sato").answersAndPresses("1");
    s.phone("suzuki").isBusy();
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("7s");
    s.engine.temporal.outage.isOn = true;
    await s.time.passes("3m");
    await s.time.outageEnds();
    await s.time.passes("3m");
    await s.then.calls(acme, "sato: acknowledged", "suzuki: busy");
    await s.then.shows(acme, { state: "acknowledged", acknowledgedBy: "customer:佐藤 太郎" });
    s.then.nothingElseWasSent();
  });
});

describe("an activity runs twice, because its result was lost", () => {
  it.each(["claimCall", "dialCall", "recordCallEnd"])("[RA2] %s: one ring", async (activity) => {
    const acme = await s.given.customer("acme", given);
    s.phone("sato").doesNotAnswer();
    s.phone("suzuki").answersAndPresses("1");
    s.engine.activities.loseResultOf(activity);
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("3m");
    await s.then.calls(acme, "sato: missed", "suzuki: acknowledged");
    s.then.nothingElseWasSent();
  });

  it("[RA2] mail and chat: one mail, one line, also of the recovery", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["sato", "suzuki"], chat: ["ops"] } });
    for (const activity of ["sendAlertMail", "postChatLine", "sendRecoveryMail"])
      s.engine.activities.loseResultOf(activity);
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.then.mails("【web01】 HTTP警報発生のご連絡", "sato", "suzuki");
    s.then.chatLines(`C-${acme.id}`, /発生 web01 HTTP/);
    s.engine.activities.loseResultOf("postChatLine");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.then.mails("【web01】 HTTP警報復旧のご連絡", "sato", "suzuki");
    s.then.chatLines(`C-${acme.id}`, /復旧 web01 HTTP/);
    await s.then.shows(acme, { state: "closed" });
    s.then.nothingElseWasSent();
  });
});
