import type { Text } from "../words/phrase.ts";
import type { Step } from "./tree.ts";

/** The states of a run. `refused`: it could not begin; `skipped`: the plan does not include it. */
export const runStates = [
  "running",
  "recovered",
  "failed",
  "aborted",
  "timed-out",
  "refused",
  "skipped",
] as const;
export type RunState = (typeof runStates)[number];

export const stepKinds = [
  "check",
  "act",
  "wait",
  "manual",
  "when",
  "ask",
  "verify",
  "recovery",
  "undo",
] as const;
export type StepKind = Step["step"] | "verify" | "recovery" | "undo";

/** `cut`: an abort or the limit ended it before it was done. */
export const stepStates = ["running", "yes", "no", "done", "failed", "cut"] as const;
export type StepState = (typeof stepStates)[number];

export interface Undone {
  title: string;
  /** Why it could not be taken back; null if it was. */
  failed: Text | null;
}
