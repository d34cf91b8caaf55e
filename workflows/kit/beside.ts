import { CancellationScope, log } from "@temporalio/workflow";
import { telling } from "../activities.ts";

export interface Work {
  /** Shown in the Temporal UI. */
  what: string;
  work: () => Promise<unknown>;
}

/** A part of a workflow that runs alongside the rest. */
export interface Job {
  what: string;
  /** Epoch milliseconds. */
  since: number;
}

/** Runs a part of a workflow alongside the rest; `jobs` lists it meanwhile. Its faults do not end other parts. */
export async function beside<Key>(
  jobs: Map<Key, Job>,
  key: Key,
  { what, work }: Work,
  onFault: (fault: unknown) => Promise<void> | undefined,
): Promise<void> {
  jobs.set(key, { what, since: Date.now() });
  try {
    await work();
  } catch (fault) {
    await onFault(fault);
  } finally {
    jobs.delete(key);
  }
}

/** Logs a fault of ours and reports it by `tell`. */
export async function reportFault(
  what: string,
  fault: unknown,
  tell: () => Promise<unknown> | undefined,
): Promise<void> {
  // After a cancellation in the Temporal UI the next run takes up what was in progress.
  if (CancellationScope.current().consideredCancelled) return;
  log.error("part of a workflow failed", { what, fault: String(fault) });
  await tell();
}

export const tellOperatorsOfFault = (order: { incident: number; step: string }, what: string) =>
  telling.tellOperators.executeWithOptions({ summary: `${what}: 失敗をオペレーターへ連絡` }, [
    { ...order, why: { kind: "fault", what } },
  ]);
