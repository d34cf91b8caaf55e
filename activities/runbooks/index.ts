import { Context } from "@temporalio/activity";
import type { Ended } from "../../domain/runbooks/runTree.ts";
import type { ActivityDeps } from "../deps.ts";
import { actStep, undoStep } from "./act.ts";
import { askStep } from "./ask.ts";
import type { Reached, RunbookActivities } from "./contract.ts";
import { prepareRun } from "./prepare.ts";
import { runRecordActivities } from "./records.ts";
import type { StepOutcome } from "./step.ts";

/** What runbook runs do (R5.6). */
export function runbookActivities(deps: ActivityDeps): RunbookActivities {
  return {
    ...runRecordActivities(deps),
    prepareRun: (order) => prepareRun(deps, order, Context.current().cancellationSignal),
    async askStep(order) {
      const { state, seen, reached } = await askStep(deps, order);
      return { holds: state === "yes", asked: state !== "failed", seen, reached };
    },
    actStep: async (order) => endedOf(await actStep(deps, order)),
    undoStep: async (order) => endedOf(await undoStep(deps, order)),
  };
}

const endedOf = ({ state, seen, reached }: StepOutcome): Ended & Reached =>
  state === "done" ? { ok: true, seen, reached } : { ok: false, why: seen, reached };
