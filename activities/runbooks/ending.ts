import type { RunRow } from "../../db/runbooks/runbookRuns.ts";
import { targetPath } from "../../domain/customers/targets.ts";
import { runTexts as texts } from "../../domain/runbooks/runTexts.ts";
import type { RunResult } from "../../domain/runbooks/runTree.ts";
import type { RunEnding } from "./contract.ts";

/** How a run ended, in one sentence for the timeline, the escalation's mail and the Temporal UI. */
export function endingWords(run: RunRow, end: RunEnding, by: string): string {
  if (end.kind === "refused") return texts.refused({ runbook: run.runbook, why: end.why });
  if (end.kind === "broke") return texts.broke({ runbook: run.tree?.title ?? run.runbook });
  return withUndone(howItEnded(run, end, by), end.undone);
}

function howItEnded(run: RunRow, end: Extract<RunEnding, { kind: "ended" }>, by: string): string {
  const title = run.tree?.title ?? run.runbook;
  const target = targetPath({ system: run.system ?? "", target: run.target ?? "" });
  switch (end.state) {
    case "recovered":
      if (end.stoppedBy === "recovered") return texts.recoveredBeforeEnd({ title, target });
      // Here no recovery is awaited; the runbook's own check is enough.
      return (run.tree?.recoveryWaitSeconds === 0 ? texts.verified : texts.recovered)({ title, target });
    case "aborted": {
      const { reason } = end;
      return reason === null
        ? texts.aborted({ title, target, by })
        : texts.abortedWhy({ title, target, by, reason });
    }
    case "timed-out":
      return texts.timedOut({ title, target, minutes: end.minutes });
    case "failed":
      return end.at === null
        ? texts.notRecovered({ title, target })
        : texts.failedAt({ title, target, step: end.at.title, why: end.why ?? "" });
  }
}

function withUndone(end: string, undone: RunResult["undone"]): string {
  const names = (some: RunResult["undone"]) => some.map(({ title }) => title).join("、");
  const [gone, failed] = [
    undone.filter((one) => one.failed === null),
    undone.filter((one) => one.failed !== null),
  ];
  if (undone.length === 0) return end;
  if (failed.length === 0) return texts.undone({ end, undone: names(gone) });
  if (gone.length === 0) return texts.undoneInVain({ end, failed: names(failed) });
  return texts.undoneInPart({ end, undone: names(gone), failed: names(failed) });
}
