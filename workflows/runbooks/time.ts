import { CancellationScope, condition, isCancellation } from "@temporalio/workflow";
import { RunStopped, type StopReason } from "../../domain/runbooks/runTree.ts";
import { longestSeconds } from "../../domain/runbooks/worstCase.ts";
import { runRecords } from "./activities.ts";
import type { RunOnTarget } from "./runAtWork.ts";

/** Added to a step's own time, to notice that its worker died and let another worker see how far it got. */
export const marginSeconds = 45;
/** Time for an interrupted step to end on the target. */
const endingSeconds = 10;

export const secondsOf = (run: RunOnTarget): number => (Date.now() - run.startedAt) / 1_000;

/** Time left to go forward, without what the undos of all acts begun so far and an interrupted step need. */
export const secondsLeft = (run: RunOnTarget): number =>
  longestSeconds[run.input.runbook.kind] - endingSeconds - run.undoSeconds - secondsOf(run);

export function whyStopped(run: RunOnTarget): StopReason | null {
  if (run.ending !== null) return "abort";
  if (secondsLeft(run) <= 0) return "limit";
  return run.firing ? null : "recovered";
}

/** Like `whyStopped`, at the decisive moment: an accepted recovery counts even before the incident has it. */
export async function whyStoppedInTime(run: RunOnTarget): Promise<StopReason | null> {
  const why = whyStopped(run);
  const isPrimary = run.input.runbook.kind === "primary";
  if (why === "abort" || why === "recovered" || !isPrimary) return why;
  const options = { summary: "届いていない復旧の有無を確認" };
  const hasRecovered = await runRecords.hasRecovered.executeWithOptions(options, [{ run: run.input.run }]);
  return run.ending === null && hasRecovered ? "recovered" : whyStopped(run);
}

/** Runs work that an abort interrupts, and so does the moment when only the undos' time is left. */
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
  // A timer is needed only if the step's own time could exceed what is left.
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
