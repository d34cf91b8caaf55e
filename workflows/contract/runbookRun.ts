import { defineSignal, defineUpdate } from "@temporalio/workflow";
import type { Said } from "../../domain/people/said.ts";
import type { RunState } from "../../domain/runbooks/story.ts";
import type { Runbook } from "../../domain/runbooks/tree.ts";
import type { Priority } from "./priority.ts";

export const runbookRunWorkflow = "runbookRun";

/** One run of a runbook on one target; its row stands already, and the tree is pinned here. */
export interface RunbookRunInput {
  /** The row's id. */
  run: string;
  incident: number;
  customer: string;
  system: string;
  target: string;
  /** Filled. */
  runbook: Runbook;
  priority: Priority;
}

/** How a run ended, for the workflow that began it. */
export interface RunbookRunEnd {
  state: RunState;
  /** One sentence for people: what was tried, what was seen. */
  summary: string;
  /** Something on the target answered: a first response was made (R3.1a). */
  reached: boolean;
}

/** The alert has recovered, or fires again. */
export const alertChanged = defineSignal<[{ firing: boolean }]>("alertChanged");

/** From its incident, whose update was checked already. */
export const runToEnd = defineSignal<[EndRun]>("runToEnd");

export const stepAnswered = defineSignal<[AnswerStep]>("stepAnswered");

/** For a person who looks at the run itself in the Temporal UI. */
export const abortRun = defineUpdate<{ aborted: true }, [AbortRun]>("abort");

export const answerStep = defineUpdate<{ answered: true }, [AnswerStep]>("answer");

export interface AbortRun extends Said {
  reason?: string;
}

export interface EndRun {
  by: string;
  request: string | null;
  reason: string | null;
}

/** An operator's decision on a step that asks, or whether what is to be done by hand was done. */
export interface AnswerStep extends Said {
  /** The step's place in the tree, as the run's steps show it. */
  path: string;
  answer: "yes" | "no";
  note?: string;
  /** The request it came by; left out: from the Temporal UI. */
  request?: string;
}
