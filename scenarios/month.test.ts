import { describe, expect, it } from "vitest";
import { scenario, sequential } from "./harness/index.ts";

const s = scenario();

/** The runs that one incident's workflow has had: each but the first says which one it goes on from. */
async function runsOf(workflowId: string): Promise<number> {
  const { workflow } = s.engine.temporal.client;
  let runs = 0;
  for (let runId: string | undefined = ""; runId !== undefined; runs++) {
    const { events } = await workflow.getHandle(workflowId, runId || undefined).fetchHistory();
    runId = events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined;
  }
  return runs;
}

describe("an alarm that its tool repeats for a month", () => {
  it("[R5.1b] [R5.1d] continues as new and forgets nothing: who was told, who has it, who hears of the recovery", async () => {
    const acme = await s.given.customer("acme", {
      rules: [
        {
          notify: { mail: ["sato"], chat: ["ops"], call: sequential("suzuki", "tanaka") },
          repeatMinutes: 60 * 24 * 7,
        },
      ],
    });
    s.phone("suzuki").doesNotAnswer();
    s.phone("tanaka").answersAndPresses("1");
    await s.when.alertFires(acme, "web01", "HTTP");
    await s.time.passes("5m");
    await s.then.calls(acme, "suzuki: missed", "tanaka: acknowledged");
    s.then.mails("【web01】 HTTP警報発生のご連絡", "sato");

    const aDay = Array.from({ length: 75 }, () => ({ node: "web01", alarm: "HTTP" }));
    for (let day = 0; day < 30; day++) {
      await s.when.manyAlertsFire(acme, aDay);
      await s.time.passes("1d");
    }
    const { workflowId } = await s.then.incident(acme);
    const runs = await runsOf(workflowId);
    console.info(`A month of 2,251 alerts: ${runs} runs of one workflow.`);
    expect(runs).toBeGreaterThanOrEqual(2);
    const line = /継続中 web01 HTTP/;
    s.then.chatLines(`C-${acme.id}`, /発生 web01 HTTP/, line, line, line, line, line);
    await s.then.shows(acme, {
      ...{ state: "acknowledged", acknowledgedBy: "customer:田中 一郎" },
      ...{ counts: { alerts: 2_251 }, slo: { result: "met" } },
    });

    await s.when.alertRecovers(acme, "web01", "HTTP");
    await s.time.passes("1m");
    s.then.mails("【web01】 HTTP警報復旧のご連絡", "sato", "suzuki", "tanaka");
    s.then.chatLines(`C-${acme.id}`, /復旧 web01 HTTP/);
    await s.then.shows(acme, { state: "closed" });
    expect(await s.then.incidents(acme)).toHaveLength(1);
    await s.then.canBeReplayed(acme, { savedAs: "continued-as-new" });
    s.then.nothingElseWasSent();
  }, 90_000);
});
