import { type Client, WorkflowNotFoundError } from "@temporalio/client";
import type { Turns } from "../activities/runbooks/deps.ts";
import { engineQueue } from "../workflows/contract/queues.ts";
import {
  type TargetTurnsInput,
  targetTurnsWorkflow,
  turnOver,
  turnWanted,
} from "../workflows/contract/targetTurns.ts";
import { runbookRunWorkflowId, targetWorkflowId } from "../workflows/ids.ts";

/** Asks a target's workflow for a turn; the first request starts that workflow. */
export const targetTurns = (client: Client): Turns => ({
  async ask({ run, customer, system, target }) {
    const input: TargetTurnsInput = { waiting: [] };
    await client.workflow.signalWithStart(targetTurnsWorkflow, {
      workflowId: targetWorkflowId(customer, system, target),
      taskQueue: engineQueue,
      args: [input],
      signal: turnWanted,
      signalArgs: [{ run: runbookRunWorkflowId(run) }],
      workflowIdConflictPolicy: "USE_EXISTING",
      workflowIdReusePolicy: "ALLOW_DUPLICATE",
    });
  },

  async giveBack({ run, customer, system, target }) {
    try {
      await client.workflow
        .getHandle(targetWorkflowId(customer, system, target))
        .signal(turnOver, { run: runbookRunWorkflowId(run) });
    } catch (error) {
      // No run waits there any more.
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  },

  async isGoingOn(run) {
    try {
      return (await client.workflow.getHandle(run).describe()).status.name === "RUNNING";
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  },
});
