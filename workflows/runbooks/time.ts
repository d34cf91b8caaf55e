import { CancellationScope, condition, isCancellation } from "@temporalio/workflow";
import { RunStopped, type StopReason } from "../../domain/runbooks/runTree.ts";
import { longestSeconds } from "../../domain/runbooks/worstCase.ts";
import { runRecords } from "./activities.ts";
import type { RunOnTarget } from "./runAtWork.ts";

/** On top of a step's own time: to notice that its worker died, and for another to look how far it got. */
export const marginSeconds = 45;
/** Until what was cut off is gone from the target. */
const endingSeconds = 10;

export const secondsOf = (run: RunOnTarget): number => (Date.now() - run.startedAt) / 1_000;

/** Time for going forward: the undos of all acts begun so far, and the step that is cut off, keep theirs. */
export const secondsLeft = (run: RunOnTarget): number =>
  longestSeconds[run.input.runbook.kind] - endingSeconds - run.undoSeconds - secondsOf(run);

export function whyStopped(run: RunOnTarget): StopReason | null {
  if (run.ending !== null) return "abort";
  if (secondsLeft(run) <= 0) return "limit";
  return run.firing ? null : "recovered";
}

/**
 * The same as its time comes, whatever the run has been told by then: a recovery that was accepted counts, also one that
 * its incident has not heard of yet.
 */
export async function whyStoppedInTime(run: RunOnTarget): Promise<StopReason | null> {
  const why = whyStopped(run);
  const isPrimary = run.input.runbook.kind === "primary";
  if (why === "abort" || why === "recovered" || !isPrimary) return why;
  const options = { summary: "届いていない復旧の有無を確認" };
  const hasRecovered = await runRecords.hasRecovered.executeWithOptions(options, [{ run: run.input.run }]);
  return run.ending === null && hasRecovered ? "recovered" : whyStopped(run);
}

/** What is going on is ended by an abort, and when the time is over but for the undos. */
export async function interruptible<T>(
  run: RunOnTarget,
  withinSeconds: number,
  work: () => Promise<T>,
): Promise<T> {
  const scope = new CancellationScope();
  run.interruptible = scope;
  const watch = new CancellationScope();
  let isOver = false;
  const left = secondsLeft(run);
  // A timer only where the step's own time could go beyond it.
  if (withinSeconds + marginSeconds > left)
    watch
      .run(() => condition(() => false, Math.max(1, left * 1_000)))
      .then(() => {
        isOver = true;
        scope.cancel();
      })
      .catch(() => undefined);
  try {
    return await scope.run(work);
  } catch (error) {
    if (!isCancellation(error)) throw error;
    if (run.ending !== null) throw new RunStopped("abort");
    if (isOver) throw new RunStopped("limit");
    throw error;
  } finally {
    run.interruptible = null;
    watch.cancel();
  }
}
