import { WorkflowExecutionAlreadyStartedError } from "@temporalio/common";
import {
  ChildWorkflowCancellationType,
  type ExternalWorkflowHandle,
  getExternalWorkflowHandle,
  ParentClosePolicy,
  sleep,
  startChild,
} from "@temporalio/workflow";
import type { ReadyRun } from "../../activities/runbooks/contract.ts";
import { engineQueue } from "../contract/queues.ts";
import { type RunbookRunEnd, type RunbookRunInput, runbookRunWorkflow } from "../contract/runbookRun.ts";
import { turnOver } from "../contract/targetTurns.ts";
import { runbookRunWorkflowId, targetWorkflowId } from "../ids.ts";
import { runEnds, runRecords } from "./activities.ts";

/** The workflow of a run, for what it is told. */
export type RunHandle = Pick<ExternalWorkflowHandle, "signal">;

/**
 * Carries out a run that already has its row, and returns how it ended. `onBegun` receives the run's workflow, even if
 * an earlier run of the caller, now gone, started it.
 */
export async function carryOut(
  { result: _, ...ready }: ReadyRun,
  caller: Pick<RunbookRunInput, "incident" | "priority">,
  onBegun: (run: RunHandle) => Promise<void> | void,
): Promise<RunbookRunEnd> {
  const workflowId = runbookRunWorkflowId(ready.run);
  try {
    const child = await startChild<(given: RunbookRunInput) => Promise<RunbookRunEnd>>(runbookRunWorkflow, {
      workflowId,
      args: [{ ...ready, ...caller }],
      taskQueue: engineQueue,
      // A runbook never runs a second time, even if the caller's run is lost.
      workflowIdReusePolicy: "REJECT_DUPLICATE",
      // The runbook runs its own undos, even if the caller ends first.
      parentClosePolicy: ParentClosePolicy.ABANDON,
      cancellationType: ChildWorkflowCancellationType.ABANDON,
    });
    await onBegun(child);
    return await child.result();
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) {
      await onBegun(getExternalWorkflowHandle(workflowId));
      return await endOfEarlier(ready.run);
    }
    await freeTarget(ready, workflowId);
    return await recordBroken(ready.run);
  }
}

/** How a run ended, by its row; null: it has not ended. */
export const readEnd = (run: string): Promise<RunbookRunEnd | null> => runEnds.readRunEnd({ run });

/** Waits for a run that another workflow began; its row says how it ends. */
async function endOfEarlier(run: string): Promise<RunbookRunEnd> {
  for (;;) {
    const end = await readEnd(run);
    if (end !== null) return end;
    const goesOn = await runRecords.isRunGoingOn({ run: runbookRunWorkflowId(run) });
    // It may have ended between the two questions. If not, its workflow is gone and never says how it ended.
    if (!goesOn) return (await readEnd(run)) ?? (await recordBroken(run));
    await sleep("10s");
  }
}

async function recordBroken(run: string): Promise<RunbookRunEnd> {
  const order = { run, end: { kind: "broke" }, at: Date.now() } as const;
  const { state, summary } = await runRecords.recordRunEnd(order);
  return { state, summary, reached: false };
}

/** Gives back the turn on the target; a run that broke off cannot do so itself. */
async function freeTarget(
  { customer, system, target }: Pick<ReadyRun, "customer" | "system" | "target">,
  run: string,
): Promise<void> {
  await getExternalWorkflowHandle(targetWorkflowId(customer, system, target))
    .signal(turnOver, { run })
    .catch(() => undefined);
}
