import { TestWorkflowEnvironment } from "@temporalio/testing";
import { Worker } from "@temporalio/worker";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { findTemporalCli } from "../dev/tools/find.ts";
import { untilTrue } from "../dev/untilTrue.ts";
import { targetTurns } from "../worker/targetTurns.ts";
import { engineQueue } from "../workflows/contract/queues.ts";
import { runbookRunWorkflow } from "../workflows/contract/runbookRun.ts";
import { turnCame, turnOver } from "../workflows/contract/targetTurns.ts";
import { runbookRunWorkflowId, targetWorkflowId } from "../workflows/ids.ts";
import { keepQuiet } from "./harness/quiet.ts";

/**
 * A real server, set to suggest continue-as-new after the events of a few turns; the test server never
 * suggests it.
 */
const suggestedAfterEvents = 60;
const shortHistories = [
  "--dynamic-config-value",
  `limit.historyCount.suggestContinueAsNew=${suggestedAfterEvents}`,
];

const target = { customer: "acme", system: "shop", target: "web01" };
const targetId = targetWorkflowId("acme", "shop", "web01");
const runs = Array.from({ length: 30 }, (_, index) => `run-${index}`);

let environment: TestWorkflowEnvironment;
let stopWorker: () => Promise<void>;

beforeAll(async () => {
  keepQuiet();
  environment = await TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: "existing-path", path: await findTemporalCli() },
      extraArgs: shortHistories,
    },
  });
  const { isGoingOn } = targetTurns(environment.client);
  const worker = await Worker.create({
    connection: environment.nativeConnection,
    workflowBundle: { code: inject("workflowBundle") },
    taskQueue: engineQueue,
    activities: { isRunGoingOn: (of: { run: string }) => isGoingOn(of.run) },
  });
  const ended = worker.run();
  stopWorker = async () => {
    worker.shutdown();
    await ended;
  };
}, 60_000);
afterAll(async () => {
  await stopWorker?.();
  await environment?.teardown();
});

const handleOf = (run: string) => environment.client.workflow.getHandle(runbookRunWorkflowId(run));

/** A run that is given its turn but never works: no worker serves its queue. */
async function asksForTurn(run: string): Promise<void> {
  const options = { workflowId: runbookRunWorkflowId(run), taskQueue: "nobody", args: [{}] };
  await environment.client.workflow.start(runbookRunWorkflow, options);
  await targetTurns(environment.client).ask({ run, ...target });
}

async function hasTurn(run: string): Promise<boolean> {
  const { events } = await handleOf(run).fetchHistory();
  return (events ?? []).some(
    ({ workflowExecutionSignaledEventAttributes: said }) => said?.signalName === turnCame.name,
  );
}

it("[R5.6] a busy target's turns continue as new: each run once, in the order in which they asked", async () => {
  const turns = environment.client.workflow.getHandle(targetId);
  for (const run of runs.slice(0, 20)) await asksForTurn(run);
  const histories = new Map<string, number>();
  for (const [place, run] of runs.entries()) {
    await untilTrue(() => hasTurn(run), {
      withinMilliseconds: 20_000,
      otherwise: `${run} never has its turn`,
    });
    const next = runs[place + 1];
    if (next !== undefined && place < 19) expect(await hasTurn(next)).toBe(false);
    const { runId, historyLength } = await turns.describe();
    histories.set(runId, historyLength);
    // Ask while it may be continuing as new and no longer waits for a run that is over.
    const late = runs[place + 10];
    if (place >= 10 && late !== undefined) await asksForTurn(late);
    await turns.signal(turnOver, { run: runbookRunWorkflowId(run) });
  }
  const { events } = await handleOf(runs[0]!).fetchHistory();
  expect(events?.filter((event) => event.workflowExecutionSignaledEventAttributes)).toHaveLength(1);
  expect(histories.size).toBeGreaterThan(2);
  for (const events of histories.values()) expect(events).toBeLessThan(2 * suggestedAfterEvents);
  const isOver = async () => (await turns.describe()).status.name === "COMPLETED";
  await untilTrue(isOver, {
    withinMilliseconds: 20_000,
    otherwise: "it waits on although nobody wants a turn",
  });
}, 120_000);
