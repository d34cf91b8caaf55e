import type { RunRow } from "../../db/runbooks/runbookRuns.ts";
import { targetPath } from "../../domain/customers/targets.ts";
import { runTexts as texts } from "../../domain/runbooks/runTexts.ts";
import type { Undone } from "../../domain/runbooks/story.ts";
import type { Text } from "../../domain/words/phrase.ts";
import type { RunEnding } from "./contract.ts";

/** How a run ended, in one sentence for the timeline, the escalation's mail and the Temporal UI. */
export function endingOf(run: RunRow, end: RunEnding, by: string): Text {
  if (end.kind === "refused") return texts.refused({ runbook: run.runbook, why: end.why });
  if (end.kind === "broke") return texts.broke({ runbook: run.tree?.title ?? run.runbook });
  return withUndone(howItEnded(run, end, by), end.undone);
}

function howItEnded(run: RunRow, end: Extract<RunEnding, { kind: "ended" }>, by: string): Text {
  const title = run.tree?.title ?? run.runbook;
  const target = targetPath({ system: run.system ?? "", target: run.target ?? "" });
  switch (end.state) {
    case "recovered":
      if (end.stoppedBy === "recovered") return texts.recoveredBeforeEnd({ title, target });
      // Here no recovery is awaited; the runbook's own check is enough.
      return (run.tree?.recoveryWaitSeconds === 0 ? texts.verified : texts.recovered)({ title, target });
    case "aborted":
      return texts.aborted({ title, target, by, reason: end.reason });
    case "timed-out":
      return texts.timedOut({ title, target, minutes: end.minutes });
    case "failed":
      return end.at === null
        ? texts.notRecovered({ title, target })
        : texts.failedAt({ title, target, step: end.at.title, why: end.why ?? "" });
  }
}

function withUndone(end: Text, undone: readonly Undone[]): Text {
  const names = (some: readonly Undone[]) => some.map(({ title }) => title);
  const [gone, failed] = [
    undone.filter((one) => one.failed === null),
    undone.filter((one) => one.failed !== null),
  ];
  if (undone.length === 0) return end;
  if (failed.length === 0) return texts.undone({ end, undone: names(gone) });
  if (gone.length === 0) return texts.undoneInVain({ end, failed: names(failed) });
  return texts.undoneInPart({ end, undone: names(gone), failed: names(failed) });
}
