import type { Runbook, RunbookKind, Step } from "./tree.ts";

/**
 * How long a runbook may take from start to end, undos included (R2.6). A secondary response has a generous limit:
 * the customer agrees to its duration each time, and the only bound is that somebody waits for its end.
 */
export const longestSeconds: Record<RunbookKind, number> = {
  primary: 15 * 60,
  secondary: 2 * 60 * 60,
  periodic: 30 * 60,
  requested: 30 * 60,
};

/**
 * The longest that a run may take: every step on the longest path to its limit, the final check, the wait for the
 * alert's recovery and, because it did not recover, the undo of every act on the way.
 */
export function worstCaseSeconds(runbook: Pick<Runbook, "steps" | "verify" | "recoveryWaitSeconds">): number {
  return longestOf(runbook.steps) + runbook.verify.withinSeconds + runbook.recoveryWaitSeconds;
}

const longestOf = (steps: readonly Step[]): number =>
  steps.reduce((sum, step) => sum + step.withinSeconds + undoSeconds(step) + branchSeconds(step), 0);

const undoSeconds = (step: Step): number =>
  step.step === "act" && step.undo !== null && "withinSeconds" in step.undo ? step.undo.withinSeconds : 0;

const branchSeconds = (step: Step): number =>
  step.step === "when" || step.step === "ask" ? Math.max(longestOf(step.yes), longestOf(step.no)) : 0;
