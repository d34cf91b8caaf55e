import { ParentClosePolicy, startChild } from "@temporalio/workflow";
import type { PreparedRun, RunOrder } from "../../activities/runbooks/contract.ts";
import type { Handling } from "../../domain/incident/handling.ts";
import { firstResponseStep } from "../../domain/incident/steps.ts";
import { viewOperatorCalls } from "../../domain/operatorCalls/list.ts";
import { runTexts } from "../../domain/texts/runs.ts";
import {
  alertChanged,
  engineQueue,
  type RunbookRunEnd,
  type RunbookRunInput,
  runbookRunWorkflow,
  runToEnd,
} from "../contract.ts";
import { runbookRunWorkflowId } from "../ids.ts";
import { remote, runRecords } from "../runbookRun/activities.ts";
import { escalateBy } from "./escalation.ts";
import { tellOperators } from "./operators.ts";
import { begin, type IncidentRun, noteResponse, priorityOf } from "./run.ts";

/** Begins the rule's runbook, once for an occurrence, where the rule says that it begins by itself (R5.6). */
export function startFirstResponse(run: IncidentRun, handling: Handling): void {
  const { rule, firstResponse } = handling;
  if (rule === null || firstResponse?.start !== "automatic") return;
  if (run.memory.respondedRules.includes(rule)) return;
  run.memory = { ...run.memory, respondedRules: [...run.memory.respondedRules, rule] };
  const { occurrence } = run.memory;
  const order = {
    ...{ incident: run.opening.number, step: firstResponseStep(occurrence, rule), kind: "primary" as const },
    ...{
      runbook: firstResponse.runbook,
      with: firstResponse.with,
      target: null,
      actor: null,
      at: Date.now(),
    },
  };
  begin(run, `障害一次対応「${firstResponse.runbook}」`, async () => {
    const prepared = await prepare(order);
    await carryThrough(run, handling, prepared);
  });
}

/** The run's row, or why it is not run. */
export const prepare = (order: RunOrder): Promise<PreparedRun> =>
  remote.prepareRun.executeWithOptions({ summary: `手順書「${order.runbook}」の準備` }, [order]);

/** Runs what was prepared; whatever did not recover it is escalated, with what was tried and seen (R5.6). */
export async function carryThrough(
  run: IncidentRun,
  handling: Handling,
  prepared: PreparedRun,
): Promise<void> {
  const { occurrence } = run.memory;
  const reason = prepared.result === "ready" ? await runToItsEnd(run, prepared) : whyNotRun(prepared);
  const isOver = run.resolving !== null || !run.memory.firing || run.memory.occurrence !== occurrence;
  if (reason === null || isOver) return;
  await escalateAfterRun(run, handling, reason);
}

type Ready = Extract<PreparedRun, { result: "ready" }>;

const whyNotRun = ({ result, why, runbook }: Exclude<PreparedRun, Ready>): string =>
  (result === "skipped" ? runTexts.skipped : runTexts.refused)({ runbook, why });

/** null: it recovered; else how it ended, for people. */
async function runToItsEnd(run: IncidentRun, ready: Ready): Promise<string | null> {
  const { result: _, ...known } = ready;
  const input: RunbookRunInput = { ...known, incident: run.opening.number, priority: priorityOf(run) };
  const workflowId = runbookRunWorkflowId(ready.run);
  run.runs.set(workflowId, { runbook: ready.runbook.title, ready: null });
  try {
    const child = await startChild<(given: RunbookRunInput) => Promise<RunbookRunEnd>>(runbookRunWorkflow, {
      ...{ workflowId, args: [input], taskQueue: engineQueue },
      // Its undos are its own to run, whatever becomes of the incident.
      parentClosePolicy: ParentClosePolicy.ABANDON,
    });
    run.runs.set(workflowId, { runbook: ready.runbook.title, ready: child });
    // What came while it began.
    if (!run.memory.firing) await child.signal(alertChanged, { firing: false });
    if (run.resolving !== null) await child.signal(runToEnd, endedBy(run));
    const end = await child.result();
    if (end.reached) noteResponse(run);
    return end.state === "recovered" ? null : end.summary;
  } catch {
    const fact = { run: ready.run, end: { kind: "broke" as const }, at: Date.now() };
    return (await runRecords.recordRunEnd(fact)).summary;
  } finally {
    run.runs.delete(workflowId);
  }
}

async function escalateAfterRun(run: IncidentRun, handling: Handling, reason: string): Promise<void> {
  if ((handling.escalation ?? null) === null) return tellOperators(run, "runbook-failed", reason);
  await escalateBy(run, handling, { actor: null, reason });
  const calls = run.memory.operatorCalls;
  const next = calls === null ? null : viewOperatorCalls(calls).next;
  if (next !== null) tellOperators(run, "operator-calls", next);
  else if ((handling.escalation?.mailTo ?? []).length === 0) tellOperators(run, "runbook-failed", reason);
}

/** Runs hear that the alert has recovered, or fires again: they end at the next step's border. */
export function tellRuns(run: IncidentRun, firing: boolean): void {
  for (const { ready } of run.runs.values()) ready?.signal(alertChanged, { firing }).catch(() => undefined);
}

/** Whoever resolves it ends its runs, too; their undos run. */
export function endRuns(run: IncidentRun): void {
  for (const { ready } of run.runs.values()) ready?.signal(runToEnd, endedBy(run)).catch(() => undefined);
}

const endedBy = ({ resolving }: IncidentRun) => ({
  by: resolving?.by ?? "toban",
  request: resolving?.request ?? null,
  reason: resolving?.reason ?? null,
});
