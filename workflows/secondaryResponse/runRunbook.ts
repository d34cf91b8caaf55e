import { WorkflowExecutionAlreadyStartedError } from "@temporalio/common";
import { executeChild } from "@temporalio/workflow";
import type { RunState } from "../../domain/runbook/story.ts";
import { secondaryResultTexts } from "../../domain/texts/secondary.ts";
import { type RunbookRunEnd, type RunbookRunInput, runbookRunWorkflow } from "../contract.ts";
import { runbookRunWorkflowId } from "../ids.ts";
import { secondaryActs } from "./activities.ts";
import type { SecondaryRun } from "./run.ts";

type RunbookRun = (input: RunbookRunInput) => Promise<RunbookRunEnd>;

/** Runs the runbook that was agreed to, as a child of its own; answers how it ended. */
export async function runRunbook({
  input,
  view,
}: SecondaryRun): Promise<{ state: RunState; summary: string }> {
  const { runbook, target, begunBy } = view!;
  const order = {
    ...{ incident: input.incident, step: `secondary/${input.secondary}/run`, kind: "secondary" as const },
    ...{ runbook: runbook!.id, with: runbook!.with, target, startedBy: begunBy ?? "toban" },
  };
  const options = { summary: `手順書の準備: ${order.runbook}` };
  const prepared = await secondaryActs.prepareRun.executeWithOptions(options, [order]);
  if (prepared.result !== "ready") return { state: prepared.result, summary: prepared.why };
  try {
    return await executeChild<RunbookRun>(runbookRunWorkflow, {
      workflowId: runbookRunWorkflowId(prepared.input.run),
      args: [prepared.input],
    });
  } catch (error) {
    // It was begun by a run of this workflow that is gone: what became of it, nobody has heard.
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    return { state: "failed", summary: secondaryResultTexts.runLost() };
  }
}
