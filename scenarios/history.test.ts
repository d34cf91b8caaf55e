import { describe, expect, it } from "vitest";
import { scenario, sequential } from "./harness/index.ts";
import { tellRepeats } from "./harness/repeats.ts";

const s = scenario();
const alertSubject = "【web01】 HTTP警報発生のご連絡";
const recoverySubject = "【web01】 HTTP警報復旧のご連絡";

describe("a common incident: mail, chat, two calls, recovery", () => {
  it("[RA1] costs at most 45 events of history", async () => {
    const call = sequential("sato", "suzuki");
    const acme = await s.given.customer("acme", { notify: { mail: ["sato"], chat: ["ops"], call } });
    s.phone("sato").doesNotAnswer();
    s.phone("suzuki").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("5m");
    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("1m");
    await s.then.calls(acme, "sato: missed", "suzuki: acknowledged");
    s.then.mails(alertSubject, "sato");
    s.then.mails(recoverySubject, "sato", "suzuki");
    s.then.chatLines(`C-${acme.id}`, /発生/, /復旧/);
    await s.then.shows(acme, { state: "closed" });
    const events = await s.then.canBeReplayed(acme, { savedAs: "common-incident" });
    console.info(`A common incident (mail, chat, two calls, recovery): ${events} events of history.`);
    expect(events).toBeLessThanOrEqual(45);
    s.then.nothingElseWasSent();
  });
});

/** A workflow that continues as new keeps its id; each run has its own. */
async function runOf(workflowId: string): Promise<string> {
  return (await s.engine.temporal.client.workflow.getHandle(workflowId).describe()).runId;
}

describe("an alarm that its tool repeats for a month", () => {
  const rule = {
    notify: { mail: ["sato" as const], chat: ["ops" as const], call: sequential("suzuki", "tanaka") },
    repeatMinutes: 7 * 24 * 60,
  };
  const perBatch = 75;

  it("[R5.1b] [R5.1d] [R5.4b] continues as new, twice, and remembers whom it told and who has it", async () => {
    const acme = await s.given.customer("acme", { rules: [rule] });
    s.phone("suzuki").doesNotAnswer();
    s.phone("tanaka").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("5m");
    await s.then.calls(acme, "suzuki: missed", "tanaka: acknowledged");
    s.then.mails(alertSubject, "sato");

    const incident = await s.then.incident(acme);
    const { workflowId } = incident;
    const runs = new Set<string>();
    let batches = 0;
    for (; runs.size < 3; runs.add(await runOf(workflowId))) {
      const from = 2 + batches * perBatch;
      const acceptedAt = s.engine.temporal.now();
      await tellRepeats(s, incident, { like: 1, from, count: perBatch, acceptedAt });
      await s.time.passes("36h");
      batches++;
    }
    console.info(`${batches * 36} hours and ${batches * perBatch} repeats: 3 runs of one workflow.`);
    // The first comes just after 発生, then every fifth batch: 7.5 days after the last notice.
    const told = Array.from({ length: Math.floor((batches - 1) / 5) }, () => /継続中 web01 HTTP/);
    s.then.chatLines(`C-${acme.id}`, /発生 web01 HTTP/, ...told);
    await s.then.shows(acme, {
      state: "acknowledged",
      acknowledgedBy: "customer:田中 一郎",
      slo: { result: "met" },
      counts: { alerts: 1 + batches * perBatch },
    });

    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.then.mails(recoverySubject, "sato", "suzuki", "tanaka");
    s.then.chatLines(`C-${acme.id}`, /復旧 web01 HTTP/);
    await s.then.shows(acme, { state: "closed" });
    expect(await s.then.incidents(acme)).toHaveLength(1);
    await s.then.canBeReplayed(acme, { savedAs: "continued-as-new" });
    s.then.nothingElseWasSent();
  }, 90_000);
});
