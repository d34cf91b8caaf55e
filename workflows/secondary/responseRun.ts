import { CancellationScope, log } from "@temporalio/workflow";
import type { SecondaryView } from "../../domain/secondary/duties.ts";
import { telling } from "../activities.ts";
import type { EndRun } from "../contract/runbookRun.ts";
import type { SecondaryInput } from "../contract/secondaryResponse.ts";

/** One secondary response in flight. */
export interface SecondaryRun {
  readonly input: SecondaryInput;
  /** As its row was when last read; null before that. */
  view: SecondaryView | null;
  /** The row has to be read again. */
  stale: boolean;
  /** Duties being done now, by their keys, named for people. */
  readonly underWay: Map<string, string>;
  /** Duties that this run does not do again: failed by a fault of ours, or done without a trace in the row. */
  readonly settled: Set<string>;
  /** The run of its runbook, once it goes on. */
  runbookRun: { end(ending: EndRun): Promise<void> } | null;
}

export const beginSecondaryRun = (input: SecondaryInput): SecondaryRun => ({
  input,
  view: null,
  stale: true,
  underWay: new Map(),
  settled: new Set(),
  runbookRun: null,
});

/** Does a duty beside everything else; its end is news. A fault of ours ends nothing else, and operators are told. */
export function beginDuty(run: SecondaryRun, key: string, what: string, work: () => Promise<unknown>): void {
  if (run.underWay.has(key)) return;
  run.underWay.set(key, what);
  work()
    .catch((fault: unknown) => reportFault(run, key, what, fault))
    .finally(() => {
      run.underWay.delete(key);
      run.stale = true;
    });
}

async function reportFault(run: SecondaryRun, key: string, what: string, fault: unknown): Promise<void> {
  // Cancelled in the Temporal UI: this run ends, and the next one takes its duties up.
  if (CancellationScope.current().consideredCancelled) return;
  run.settled.add(key);
  log.error("a duty of a secondary response failed", { key, fault: String(fault) });
  const { secondary, incident } = run.input;
  await telling.tellOperators.executeWithOptions({ summary: `${what}: 失敗をオペレーターへ連絡` }, [
    { incident, step: `secondary/${secondary}/fault/${key}`, why: "fault", detail: what },
  ]);
}

/** The priority of an alert of middle level; customers take turns. */
export const priorityOf = ({ input }: SecondaryRun): { priorityKey: number; fairnessKey: string } => ({
  priorityKey: 3,
  fairnessKey: input.customer.slice(0, 64),
});
