import type { CancellationScope } from "@temporalio/workflow";
import type { AnswerStep, EndRun, RunbookRunInput } from "../contract/runbookRun.ts";

/** One run in flight. */
export interface RunOnTarget {
  readonly input: RunbookRunInput;
  hasTurn: boolean;
  /** Epoch milliseconds; its time counts from here. */
  startedAt: number;
  firing: boolean;
  /** Who ended it early, and why. */
  ending: EndRun | null;
  /** The step that is under way, which an abort and the limit interrupt. */
  interruptible: CancellationScope | null;
  /** Steps that happened so far; the next one's number is one more. */
  steps: number;
  /** The place of the last one: asked again, it stays the same row. */
  lastPath: string | null;
  reached: boolean;
  /** Seconds that the undos of all acts begun so far may take: the run stops early enough for them. */
  undoSeconds: number;
  /** The step that waits for a person. */
  asking: string | null;
  answer: AnswerStep | null;
  /** What is being done now, and how each step ended, for the Temporal UI. */
  now: string;
  readonly story: string[];
}

export const beginRunOnTarget = (input: RunbookRunInput): RunOnTarget => ({
  input,
  hasTurn: false,
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
