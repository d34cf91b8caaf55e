import { describe, expect, it } from "vitest";
import { scenario, sequential, simultaneous } from "./harness/index.ts";
import { phoneOf } from "./harness/people.ts";

const s = scenario();
const recoverySubject = "【web01】 HTTP警報復旧のご連絡";
const statusOf = (person: Parameters<typeof phoneOf>[0]) =>
  s.engine.sandbox.exchange.rings(phoneOf(person)).map((ring) => ring.status);

describe("one after the other: what is under way ends by itself, nobody further is called", () => {
  const given = { notify: { call: { ...sequential("sato", "suzuki"), retries: 2 } } };

  it("[R5.2.2f] after an acknowledgement while a phone rings", async () => {
    const acme = await s.given.customer("acme", given);
    s.phone("sato").doesNotAnswer();
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("10s");
    await s.operator("山田").does(acme, "acknowledge");
    await s.time.passes("10s");
    expect(statusOf("sato")).toEqual(["ringing"]);
    await s.time.passes("5m");
    expect(statusOf("sato")).toEqual(["no-answer"]);
    await s.then.calls(acme, "sato: missed");
    await s.then.shows(acme, { state: "acknowledged", acknowledgedBy: "山田" });
    s.then.nothingElseWasSent();
  });

  it("[RA3] [RA1] an acknowledgement needs a name, and the second one changes nothing", async () => {
    const acme = await s.given.customer("acme", { notify: { mail: ["ito"] } });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("10s");
    await expect(s.temporalUi(acme, "acknowledge", { by: " " })).rejects.toThrow();
    await s.then.shows(acme, { state: "open" });
    await s.operator("山田").does(acme, "acknowledge");
    const second = await s.operator("田中").does(acme, "acknowledge");
    expect(second).toMatchObject({ acknowledgedBy: "山田", state: "acknowledged" });
    await s.then.shows(acme, { state: "acknowledged", acknowledgedBy: "山田" });
    s.then.mails("【web01】 HTTP警報発生のご連絡", "ito");
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2f] after an acknowledgement by the customer's PagerDuty client", async () => {
    const acme = await s.given.customer("acme", given);
    s.phone("sato").doesNotAnswer();
    const trouble = { dedup_key: "t1", payload: { summary: "HTTP", source: "web01", severity: "critical" } };
    await s.when.pagerdutySays(acme, { event_action: "trigger", ...trouble });
    await s.time.passes("10s");
    await s.when.pagerdutySays(acme, { event_action: "acknowledge", dedup_key: "t1" });
    await s.time.passes("5m");
    await s.then.calls(acme, "sato: missed");
    await s.then.shows(acme, { state: "acknowledged", acknowledgedBy: "customer:pagerduty" });
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2f] after a recovery while somebody talks, and the mail goes to whom it rang", async () => {
    const acme = await s.given.customer("acme", given);
    s.phone("sato").behaves({ kind: "answer", afterSeconds: 5, presses: [{ key: "3", afterSeconds: 30 }] });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("15s");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("10s");
    expect(statusOf("sato")).toEqual(["in-progress"]);
    await s.then.shows(acme, { state: "recovered" });
    await s.time.passes("5m");
    await s.then.calls(acme, "sato: ignored");
    await s.then.shows(acme, { state: "closed" });
    s.then.mails(recoverySubject, "sato");
    await s.then.canBeReplayed(acme, { savedAs: "recovery-while-talking" });
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2f] [R5.2.2a] who presses 1 after the recovery hears that it is over", async () => {
    const acme = await s.given.customer("acme", given);
    s.phone("sato").answersAndPresses("1", { pressAfterSeconds: 25 });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("15s");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("5m");
    expect(s.then.heard("sato")).toContain("すでに復旧しています");
    await s.then.calls(acme, "sato: acknowledged");
    await s.then.shows(acme, { state: "closed" });
    s.then.mails(recoverySubject, "sato");
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2f] after a recovery between two calls", async () => {
    const acme = await s.given.customer("acme", given);
    s.phone("sato").fails({ kind: "refuse", status: 429 }, 1);
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("1s");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("5m");
    await s.then.calls(acme, "sato: aborted");
    await s.then.shows(acme, { state: "closed" });
    s.then.nothingElseWasSent();
  });
});

describe("everybody at once: what only rings is ended, who answered may finish", () => {
  const given = { notify: { call: { ...simultaneous("sato", "suzuki", "tanaka"), retries: 1 } } };

  it("[R5.2.2f] after an acknowledgement", async () => {
    const acme = await s.given.customer("acme", given);
    s.phone("sato").doesNotAnswer();
    s.phone("suzuki").hasVoicemail();
    s.phone("tanaka").doesNotAnswer();
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("15s");
    await s.operator("山田").does(acme, "acknowledge");
    await s.time.passes("1s");
    expect([statusOf("sato"), statusOf("suzuki"), statusOf("tanaka")]).toEqual([
      ["canceled"],
      ["in-progress"],
      ["canceled"],
    ]);
    await s.time.passes("5m");
    await s.then.calls(acme, "sato: aborted", "suzuki: ignored", "tanaka: aborted");
    await s.then.canBeReplayed(acme, { savedAs: "acknowledged-while-all-ring" });
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2f] after a recovery", async () => {
    const acme = await s.given.customer("acme", given);
    s.phone("sato").doesNotAnswer();
    s.phone("suzuki").hasVoicemail();
    s.phone("tanaka").isBusy();
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("15s");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("5m");
    await s.then.calls(acme, "sato: aborted", "suzuki: ignored", "tanaka: busy");
    await s.then.shows(acme, { state: "closed" });
    s.then.mails(recoverySubject, "sato", "suzuki", "tanaka");
    s.then.nothingElseWasSent();
  });
});

describe("two lists of one incident", () => {
  const rules = [
    { name: "urgent", match: { level: ["high"] }, notify: { call: sequential("suzuki", "tanaka") } },
    { name: "other", notify: { call: sequential("sato", "ito") } },
  ];

  it("[R5.2.2f] [R5.1c] a 1 in the list of the higher level stops the other one too", async () => {
    const acme = await s.given.customer("acme", { rules });
    s.phone("sato").doesNotAnswer();
    s.phone("suzuki").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP", { level: "middle" });
    await s.time.passes("10s");
    await s.when.alertFires(acme, "web01", "HTTP", { level: "high" });
    await s.time.passes("5m");
    await s.then.calls(acme, "sato: missed", "suzuki: acknowledged");
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2f] [R5.1c] a 1 in either list covers the level that the incident has by then", async () => {
    const acme = await s.given.customer("acme", { rules });
    s.phone("sato").answersAndPresses("1", { pressAfterSeconds: 20 });
    s.phone("suzuki").doesNotAnswer();
    await s.when.alertFires(acme, "web01", "HTTP", { level: "middle" });
    await s.time.passes("10s");
    await s.when.alertFires(acme, "web01", "HTTP", { level: "high" });
    await s.time.passes("5m");
    await s.then.calls(acme, "sato: acknowledged", "suzuki: missed");
    s.then.nothingElseWasSent();
  });

  it("[R5.2.2c] never ring one number at the same time", async () => {
    const acme = await s.given.customer("acme", {
      rules: [
        { name: "urgent", match: { level: ["high"] }, notify: { call: sequential("sato") } },
        { name: "other", notify: { call: sequential("sato") } },
      ],
    });
    s.phone("sato").doesNotAnswer();
    await s.when.alertFires(acme, "web01", "HTTP", { level: "middle" });
    await s.time.passes("10s");
    await s.when.alertFires(acme, "web01", "HTTP", { level: "high" });
    await s.time.passes("5m");
    await s.then.calls(acme, "sato: missed", "sato: missed");
    s.then.mails("【web01】 HTTP警報 架電結果のご連絡", "sato", "sato");
    s.then.nothingElseWasSent();
  });
});
