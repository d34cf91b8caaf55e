import { describe, it } from "vitest";
import type { NotifyGiven } from "./harness/given.ts";
import { scenario, sequential } from "./harness/index.ts";

// No workflow is kept in memory, so every step of every story here is also a replay of all before it.
const s = scenario({ cachedWorkflows: 0 });
const everything: NotifyGiven = { mail: ["ito"], chat: ["ops"], call: sequential("sato", "suzuki") };

const stopAndStart = async (): Promise<void> => {
  await s.engine.workers.stop();
  await s.engine.workers.start();
};

describe("workers that stop and start again", () => {
  it("[RA2] between claim and ring: one ring", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato", "suzuki") } });
    s.phone("sato").answersAndPresses("1");
    await s.engine.workers.stopTelephone();
    await s.when.callsMustWait();
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.untilTrue(async () => (await s.then.callsOf(acme))[0]?.queuedAt != null);
    await s.when.callsMayGoOut();
    s.then.rings();
    await stopAndStart();
    await s.time.passes("3m");
    await s.then.calls(acme, "sato: acknowledged");
    s.then.nothingElseWasSent();
  });

  it("[RA2] at every step: everybody is told once, and called once", async () => {
    const acme = await s.given.customer("acme", { notify: everything });
    s.phone("sato").doesNotAnswer();
    s.phone("suzuki").answersAndPresses("1", { pressAfterSeconds: 20 });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("10s");
    await stopAndStart();
    await s.time.passes("30s");
    await stopAndStart();
    await s.time.passes("2m");
    await s.then.calls(acme, "sato: missed", "suzuki: acknowledged");
    await stopAndStart();
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.then.mails("【web01】 HTTP警報発生のご連絡", "ito");
    s.then.mails("【web01】 HTTP警報復旧のご連絡", "sato", "suzuki", "ito");
    s.then.chatLines(`C-${acme.id}`, /発生 web01 HTTP/, /復旧 web01 HTTP/);
    await s.then.shows(acme, { state: "closed", slo: { result: "met" } });
    s.then.nothingElseWasSent();
  });

  it("[RA2] stopped while the call ends and somebody presses 1: the stored facts are told later", async () => {
    const acme = await s.given.customer("acme", { notify: { call: sequential("sato", "suzuki") } });
    s.phone("sato").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("3s");
    await s.engine.workers.stop();
    await s.engine.sandboxClock.advanceTo(new Date(s.engine.sandboxClock.now().getTime() + 60_000));
    await s.engine.workers.start();
    await s.time.passes("3m");
    await s.then.calls(acme, "sato: acknowledged");
    await s.then.shows(acme, { acknowledgedBy: "customer:佐藤 太郎" });
    s.then.nothingElseWasSent();
  });

  it("[R5.3.2] in the middle of operators' calls, over a shift change: the place is kept", async () => {
    const list = ["sato", "suzuki"];
    const operatorCalls = { businessHours: list, afterHours: list };
    const acme = await s.given.customer("acme", { rules: [{ escalation: { operatorCalls } }] });
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("10s");
    s.then.operatorsWereTold("自動通知なし");
    const noAnswer = { contact: "sato", outcome: "no-answer" };
    await s.operator("山田").does(acme, "call-results", noAnswer);
    await stopAndStart();
    await s.operator("夜勤 次郎").does(acme, "take");
    await s.then.shows(acme, { takenBy: "夜勤 次郎", operatorCalls: { next: "suzuki", round: 1 } });
    await stopAndStart();
    await s.operator("夜勤 次郎").does(acme, "call-results", { contact: "suzuki", outcome: "reached" });
    await s.then.shows(acme, { operatorCalls: { state: "reached" } });
    await s.then.canBeReplayed(acme, { savedAs: "operators-call-over-a-shift-change" });
    s.then.nothingElseWasSent();
  });
});
