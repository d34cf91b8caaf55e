import {
  allHandlersFinished,
  CancellationScope,
  condition,
  getExternalWorkflowHandle,
  workflowInfo,
} from "@temporalio/workflow";
import { refusedRunTexts } from "../../domain/runbooks/runTexts.ts";
import { runTree } from "../../domain/runbooks/runTree.ts";
import { longestSeconds } from "../../domain/runbooks/worstCase.ts";
import type { Text } from "../../domain/words/phrase.ts";
import type { EndRun, RunbookRunEnd, RunbookRunInput } from "../contract/runbookRun.ts";
import { turnOver } from "../contract/targetTurns.ts";
import { targetWorkflowId } from "../ids.ts";
import { runRecords } from "./activities.ts";
import { handsOf } from "./hands.ts";
import { endRun, listen } from "./messages.ts";
import { beginRunOnTarget, type RunOnTarget } from "./runAtWork.ts";
import { show } from "./view.ts";

/** After this wait for its target, the run is refused and the incident is escalated. */
const longestWaitMinutes = 5;
/** Most turns come at once; a shorter wait is not reported. */
const unnoticedWait = "5s";

/**
 * Runs a pinned runbook on one target (R5.6): waits for its turn there, walks the tree step by step, and ends
 * within its time limit, undos included. Returns how it ended to the workflow that began it.
 */
export async function runbookRun(input: RunbookRunInput): Promise<RunbookRunEnd> {
  const run = beginRunOnTarget(input);
  listen(run);
  show(run);
  // Cancelled in the Temporal UI: treated like any other abort, with undos.
  CancellationScope.current().cancelRequested.catch(() => endRun(run, cancelled));
  return await CancellationScope.nonCancellable(async () => {
    try {
      const why = await waitForTurn(run);
      return why === null ? await work(run) : await finish(run, { kind: "refused", why });
    } finally {
      await giveTurnBack(run);
    }
  });
}

const cancelled: EndRun = { by: "Temporal UI", request: null, reason: null };

async function work(run: RunOnTarget): Promise<RunbookRunEnd> {
  const { run: id, runbook } = run.input;
  run.startedAt = Date.now();
  await runRecords.recordRunStart({ run: id, at: run.startedAt });
  const result = await runTree(runbook, handsOf(run));
  const { ending } = run;
  const actor = ending === null ? null : { by: ending.by, request: ending.request };
  const minutes = longestSeconds[runbook.kind] / 60;
  return await finish(run, { kind: "ended", ...result, actor, reason: ending?.reason ?? null, minutes });
}

/** Returns null once it has the target for itself, otherwise why it never will. */
async function waitForTurn(run: RunOnTarget): Promise<Text | null> {
  const { customer, system, target } = run.input;
  // A worker of an earlier version answered nothing, and always asked the target's own workflow.
  const answer: { hasTurn: boolean } | undefined = await runRecords.askForTurn({
    run: run.input.run,
    customer,
    system,
    target,
  });
  run.hasTurn ||= answer?.hasTurn === true;
  const came = (): boolean => run.hasTurn || run.ending !== null || !run.firing;
  if (answer?.hasTurn !== true && !(await condition(came, unnoticedWait))) {
    await runRecords.recordRunWaits({ run: run.input.run, at: Date.now() });
    await condition(came, longestWaitMinutes * 60_000 - 5_000);
  }
  if (run.ending !== null) return refusedRunTexts.stopped();
  if (!run.firing) return refusedRunTexts.recovered();
  return run.hasTurn
    ? null
    : refusedRunTexts.busy({ target: `${system}/${target}`, minutes: longestWaitMinutes });
}

/** Most turns end with the run's row, and no other run waits. */
async function giveTurnBack(run: RunOnTarget): Promise<void> {
  if (!run.isAwaited) return;
  const { customer, system, target } = run.input;
  // That workflow may be gone, if this run's turn never came and no other run waited.
  await getExternalWorkflowHandle(targetWorkflowId(customer, system, target))
    .signal(turnOver, { run: workflowInfo().workflowId })
    .catch(() => undefined);
}

async function finish(
  run: RunOnTarget,
  end: Parameters<typeof runRecords.recordRunEnd>[0]["end"],
): Promise<RunbookRunEnd> {
  const order = { run: run.input.run, end, at: Date.now() };
  const { summary, state, isAwaited } = await runRecords.recordRunEnd(order);
  // A worker of an earlier version did not say.
  run.isAwaited = isAwaited !== false;
  const ended = { state, summary, reached: run.reached };
  show(run, ended);
  await condition(allHandlersFinished);
  return ended;
}
