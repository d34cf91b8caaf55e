import { WorkflowExecutionAlreadyStartedError } from "@temporalio/common";
import {
  ChildWorkflowCancellationType,
  getExternalWorkflowHandle,
  ParentClosePolicy,
  sleep,
  startChild,
} from "@temporalio/workflow";
import type { ReadyRun, RunOrder } from "../../activities/runbooks/contract.ts";
import { engine, typedName } from "../../domain/people/actor.ts";
import type { RunState } from "../../domain/runbooks/story.ts";
import { secondaryResultTexts as results } from "../../domain/secondary/texts.ts";
import type { Text } from "../../domain/words/phrase.ts";
import { engineQueue } from "../contract/queues.ts";
import {
  type RunbookRunEnd,
  type RunbookRunInput,
  runbookRunWorkflow,
  runToEnd,
} from "../contract/runbookRun.ts";
import { runbookRunWorkflowId } from "../ids.ts";
import { remote, runRecords } from "../runbooks/activities.ts";
import { secondaryActs } from "./activities.ts";
import { priorityOf, type SecondaryRun } from "./responseRun.ts";

interface End {
  state: RunState;
  summary: Text;
}

/** Runs exactly the runbook that was agreed to and returns how it ended. */
export async function runRunbook(run: SecondaryRun): Promise<End> {
  const { input, view } = run;
  const { secondary, incident } = input;
  const { id, with: parameters } = view!.runbook!;
  const agreed = await secondaryActs.isRunbookAsAgreed.executeWithOptions(
    { summary: "合意した手順書のままか" },
    [{ secondary }],
  );
  if (run.view?.abort != null) return { state: "aborted", summary: results.abortedUnbegun() };
  if (!agreed) return { state: "refused", summary: results.runChanged() };
  const order: RunOrder = {
    incident,
    step: `secondary/${secondary}/run`,
    kind: "secondary",
    runbook: id,
    with: parameters,
    target: `${view!.system}/${view!.target}`,
    actor: actorOf(run),
    at: Date.now(),
  };
  const prepared = await remote.prepareRun.executeWithOptions({ summary: `手順書「${id}」の準備` }, [order]);
  return prepared.result === "ready"
    ? await runToItsEnd(run, prepared)
    : { state: prepared.result, summary: prepared.why };
}

/** null: the engine itself, because the scheduled time came. */
function actorOf({ view }: SecondaryRun): RunOrder["actor"] {
  const begun = view!.begun!;
  return begun.by === engine ? null : { by: typedName(begun.by), request: begun.request };
}

type RunbookRun = (input: RunbookRunInput) => Promise<RunbookRunEnd>;

async function runToItsEnd(run: SecondaryRun, { run: id, ...ready }: ReadyRun): Promise<End> {
  const { customer, system, target, runbook } = ready;
  const input: RunbookRunInput = {
    run: id,
    incident: run.input.incident,
    customer,
    system,
    target,
    runbook,
    priority: priorityOf(run),
  };
  try {
    const child = await startChild<RunbookRun>(runbookRunWorkflow, {
      workflowId: runbookRunWorkflowId(id),
      args: [input],
      taskQueue: engineQueue,
      // A runbook never runs a second time, whatever happens to this workflow, and it runs its own undos.
      workflowIdReusePolicy: "REJECT_DUPLICATE",
      parentClosePolicy: ParentClosePolicy.ABANDON,
      cancellationType: ChildWorkflowCancellationType.ABANDON,
    });
    run.runbookRun = { end: (ending) => child.signal(runToEnd, ending) };
    return await child.result();
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return await endOfEarlier(run, id);
    const fact = { run: id, end: { kind: "broke" as const }, at: Date.now() };
    return await runRecords.recordRunEnd(fact);
  } finally {
    run.runbookRun = null;
  }
}

/** An earlier run of this workflow, now gone, began it; its row says how it ends. */
async function endOfEarlier(run: SecondaryRun, id: string): Promise<End> {
  const handle = getExternalWorkflowHandle(runbookRunWorkflowId(id));
  run.runbookRun = { end: (ending) => handle.signal(runToEnd, ending) };
  for (;;) {
    const end = await secondaryActs.readRunEnd({ run: id });
    if (end !== null) return end;
    if (!(await runRecords.isRunGoingOn({ run: runbookRunWorkflowId(id) })))
      return (await secondaryActs.readRunEnd({ run: id })) ?? { state: "failed", summary: results.runLost() };
    await sleep("10s");
  }
}
