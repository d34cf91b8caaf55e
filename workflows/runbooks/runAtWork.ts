import type { CancellationScope } from "@temporalio/workflow";
import type { AnswerStep, EndRun, RunbookRunInput } from "../contract/runbookRun.ts";

/** One run in progress. */
export interface RunOnTarget {
  readonly input: RunbookRunInput;
  hasTurn: boolean;
  /** The target's own workflow may wait to hear that this run's turn is over. */
  isAwaited: boolean;
  /** Epoch milliseconds; the run's time limit counts from here. */
  startedAt: number;
  firing: boolean;
  /** Set once somebody ends the run early: who, and why. */
  ending: EndRun | null;
  /** The step in progress; an abort or the time limit cancels it. */
  interruptible: CancellationScope | null;
  /** Number of steps so far. */
  steps: number;
  /** The place of the last step; beginning it again keeps the same row. */
  lastPath: string | null;
  reached: boolean;
  /** Seconds reserved for the undos of all acts begun so far; the run stops early enough for them. */
  undoSeconds: number;
  /** The step that is waiting for a person's answer. */
  asking: string | null;
  answer: AnswerStep | null;
  /** The step in progress and how each earlier one ended, for the Temporal UI. */
  now: string;
  readonly story: string[];
}

export const beginRunOnTarget = (input: RunbookRunInput): RunOnTarget => ({
  input,
  hasTurn: false,
  isAwaited: true,
  startedAt: Date.now(),
  firing: true,
  ending: null,
  interruptible: null,
  steps: 0,
  lastPath: null,
  reached: false,
  undoSeconds: 0,
  asking: null,
  answer: null,
  now: "順番待ち",
  story: [],
});
