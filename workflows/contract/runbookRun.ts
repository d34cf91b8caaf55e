import { defineSignal, defineUpdate } from "@temporalio/workflow";
import type { Said } from "../../domain/people/said.ts";
import type { RunState } from "../../domain/runbooks/story.ts";
import type { Runbook } from "../../domain/runbooks/tree.ts";
import type { Text } from "../../domain/words/phrase.ts";
import type { Priority } from "./priority.ts";

export const runbookRunWorkflow = "runbookRun";

/** One run of a runbook on one target. Its row already exists; the tree is pinned here. */
export interface RunbookRunInput {
  /** The id of its row. */
  run: string;
  incident: number;
  customer: string;
  system: string;
  target: string;
  /** With its parameters filled in. */
  runbook: Runbook;
  priority: Priority;
}

/** How a run ended, reported to the workflow that began it. */
export interface RunbookRunEnd {
  state: RunState;
  /** One sentence for people: what was tried and what was seen. */
  summary: Text;
  /** Something on the target answered, which counts as a first response (R3.1a). */
  reached: boolean;
}

/** The alert has recovered or is firing again. */
export const alertChanged = defineSignal<[{ firing: boolean }]>("alertChanged");

/** Sent by the incident, which has already checked the update. */
export const runToEnd = defineSignal<[EndRun]>("runToEnd");

export const stepAnswered = defineSignal<[AnswerStep]>("stepAnswered");

/** For a person looking at the run itself in the Temporal UI. */
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

/** An operator's decision at an `ask` step, or their report whether a manual step was done. */
export interface AnswerStep extends Said {
  /** The step's place in the tree, as shown in the run's steps. */
  path: string;
  answer: "yes" | "no";
  note?: string;
  /** The API request behind it; absent if it came from the Temporal UI. */
  request?: string;
}
