import { log } from "@temporalio/workflow";
import type { PreparedRun, ReadyRun, RunOrder } from "../../activities/runbooks/contract.ts";
import { usualRunsPerHour } from "../../domain/customers/configuration.ts";
import type { Handling } from "../../domain/incidents/handling.ts";
import { type BegunRule, isAloud } from "../../domain/incidents/state.ts";
import { failedRunStep, firstResponseStep, occurrenceOf, runStep } from "../../domain/incidents/steps.ts";
import { engine } from "../../domain/people/actor.ts";
import { refusedRunTexts, runTexts } from "../../domain/runbooks/runTexts.ts";
import type { Text } from "../../domain/words/phrase.ts";
import { telling } from "../activities.ts";
import type { BegunRun } from "../contract/incident.ts";
import { alertChanged, type RunbookRunEnd, runToEnd } from "../contract/runbookRun.ts";
import { runbookRunWorkflowId } from "../ids.ts";
import { happensBefore } from "../kit/moments.ts";
import { remote, runRecords } from "../runbooks/activities.ts";
import { carryOut, type RunHandle, readEnd } from "../runbooks/carryOut.ts";
import { escalateBy, hasBegun, sendEscalationMail } from "./escalation.ts";
import { hearing } from "./hearing.ts";
import { begin, type IncidentRun, noteResponse, priorityOf, type RunUnderWay } from "./incidentRun.ts";
import { tellNextCall } from "./operatorCallList.ts";

/** Begins the rule's runbook if it is set to start automatically (R5.6), once per occurrence. */
export function startFirstResponse(run: IncidentRun, handling: Handling): void {
  const { rule, firstResponse } = handling;
  if (rule === null || firstResponse?.start !== "automatic") return;
  if (run.memory.respondedRules.includes(rule)) return;
  run.memory = { ...run.memory, respondedRules: [...run.memory.respondedRules, rule] };
  const { occurrence } = run.memory;
  const order = {
    incident: run.opening.number,
    step: firstResponseStep(occurrence, rule),
    kind: "primary" as const,
    runbook: firstResponse.runbook,
    with: firstResponse.with,
    target: null,
    actor: null,
    maxPerHour: firstResponse.maxPerHour ?? usualRunsPerHour,
    at: Date.now(),
  };
  respond(run, handling, order, false);
}

/** Follows a runbook run that an earlier run of this incident began, and never begins it again. */
export function followBegun(run: IncidentRun, { step, runbook }: BegunRun): void {
  const { occurrence, begunRules } = run.memory;
  const ofRule = ({ handling: { rule } }: BegunRule): boolean =>
    rule !== null && firstResponseStep(occurrence, rule) === step;
  const handling = begunRules.find(ofRule)?.handling ?? run.handling;
  const incident = run.opening.number;
  const order = { incident, step, kind: "primary", runbook, with: {}, target: null, actor: null } as const;
  respond(run, handling, { ...order, at: Date.now() }, true);
}

function respond(run: IncidentRun, handling: Handling, order: RunOrder, ofEarlier: boolean): void {
  const { entry, leave } = enter(run, order, ofEarlier);
  begin(run, `障害一次対応「${order.runbook}」`, async () => {
    try {
      const prepared = await prepare(order).catch((fault: unknown) => brokeOff(run, order.runbook, fault));
      await carryThrough(run, handling, prepared, entry);
    } finally {
      leave();
    }
  });
}

/** Registers a run before its target is first checked: nobody starts another, and it can be aborted. */
export function enter(
  run: IncidentRun,
  { step, runbook }: Pick<RunOrder, "step" | "runbook">,
  ofEarlier = false,
): { entry: RunUnderWay; leave(): void } {
  const occurrence = occurrenceOf(step);
  const entry: RunUnderWay = { runbook, occurrence, ofEarlier, workflowId: null, ending: null, ready: null };
  run.runs.set(step, entry);
  return { entry, leave: () => void run.runs.delete(step) };
}

/** Returns the run's row, or why it will not run. Rejects if nothing answers for two minutes. */
export const prepare = (order: RunOrder): Promise<PreparedRun> =>
  remote.prepareRun.executeWithOptions(
    { summary: `手順書「${order.runbook}」の準備`, scheduleToCloseTimeout: "2m" },
    [order],
  );

function brokeOff(run: IncidentRun, runbook: string, fault: unknown): BrokenOff {
  log.error("a run could not be prepared", { incident: run.opening.number, runbook, fault: String(fault) });
  return { result: "broke", runbook };
}

interface BrokenOff {
  result: "broke";
  runbook: string;
}

/** Runs what was prepared. If the alert does not recover, escalates with what was tried and seen (R5.6). */
export async function carryThrough(
  run: IncidentRun,
  handling: Handling,
  prepared: PreparedRun | BrokenOff,
  entry: RunUnderWay,
): Promise<void> {
  const { occurrence } = run.memory;
  const reason = prepared.result === "ready" ? await runToItsEnd(run, prepared, entry) : whyNotRun(prepared);
  const isOver = (): boolean =>
    run.resolving !== null || !isAloud(run.memory) || run.memory.occurrence !== occurrence;
  if (reason === null || (await happensBefore(hearing(run), isOver, Date.now()))) return;
  await escalateAfterRun(run, handling, reason, prepared.result === "broke" ? "-" : prepared.run);
}

function whyNotRun(prepared: Exclude<PreparedRun, ReadyRun> | BrokenOff): Text {
  const { runbook } = prepared;
  if (prepared.result === "broke") return runTexts.broke({ runbook });
  return (prepared.result === "skipped" ? runTexts.skipped : runTexts.refused)({
    runbook,
    why: prepared.why,
  });
}

/** Returns null if the alert recovered, otherwise how the run ended, worded for people. */
async function runToItsEnd(run: IncidentRun, ready: ReadyRun, entry: RunUnderWay): Promise<Text | null> {
  entry.workflowId = runbookRunWorkflowId(ready.run);
  const earlier = entry.ofEarlier ? await readEnd(ready.run) : null;
  if (earlier !== null) return whatFollows(run, entry, earlier);
  const why = entry.ofEarlier ? null : whyTooLate(run, entry);
  if (why !== null) return await neverBegan(ready.run, why);
  const caller = { incident: run.opening.number, priority: priorityOf(run) };
  const end = await carryOut(ready, caller, (handle) => tellWhatCame(run, entry, handle));
  // It hears no more: what is decided about its end may still take a while.
  entry.ready = null;
  return whatFollows(run, entry, end);
}

function whatFollows(run: IncidentRun, { occurrence }: RunUnderWay, end: RunbookRunEnd): Text | null {
  if (end.reached) noteResponse(run, occurrence ?? run.memory.occurrence);
  return end.state === "recovered" ? null : end.summary;
}

/** Passes on what arrived while the run was starting; a run that has ended ignores it. */
async function tellWhatCame(run: IncidentRun, entry: RunUnderWay, child: RunHandle): Promise<void> {
  entry.ready = child;
  if (!run.memory.firing) await child.signal(alertChanged, { firing: false }).catch(() => undefined);
  if (entry.ending !== null) await child.signal(runToEnd, entry.ending).catch(() => undefined);
}

/** Why the run must not begin after all, from what arrived during its preparation; null: it may begin. */
function whyTooLate(run: IncidentRun, { ending }: RunUnderWay): Text | null {
  if (ending !== null) return refusedRunTexts.stopped();
  if (!run.memory.firing) return refusedRunTexts.recovered();
  return isAloud(run.memory) ? null : refusedRunTexts.silenced();
}

async function neverBegan(run: string, why: Text): Promise<Text> {
  const fact = { run, end: { kind: "refused" as const, why }, at: Date.now() };
  return (await runRecords.recordRunEnd(fact)).summary;
}

async function escalateAfterRun(
  run: IncidentRun,
  handling: Handling,
  reason: Text,
  id: string,
): Promise<void> {
  const { escalation = null } = handling;
  if (escalation === null || hasBegun(run, handling)) {
    // It was escalated before, by time or by a person; a second mail tells what was tried since.
    if (escalation !== null) mailAgain(run, handling, reason, id);
    return tellRunFailed(run, reason, id);
  }
  const { operatorCalls } = run.memory;
  await escalateBy(run, handling, { actor: null, reason });
  if (tellNextCall(run, operatorCalls) === null && escalation.mailTo.length === 0)
    tellRunFailed(run, reason, id);
}

function mailAgain(run: IncidentRun, { rule, escalation }: Handling, reason: Text, id: string): void {
  const to = escalation?.mailTo ?? [];
  if (rule === null || to.length === 0) return;
  // The step names its occurrence, so the mail counts for that occurrence's SLO.
  const step = failedRunStep(run.memory.occurrence, id);
  sendEscalationMail(run, { incident: run.opening.number, step, to, reason });
}

function tellRunFailed(run: IncidentRun, summary: Text, id: string): void {
  const order = { incident: run.opening.number, step: `${runStep(id, 0)}/failed` };
  begin(run, "オペレーターへの連絡", async () => {
    await telling.tellOperators.executeWithOptions(
      { summary: "オペレーターへ連絡: runbook-failed", priority: priorityOf(run) },
      [{ ...order, why: { kind: "runbook-failed", summary } }],
    );
  });
}

/** Tells the runs that the alert recovered or fires again. A recovery ends them before their next step. */
export function tellRuns(run: IncidentRun, firing: boolean): void {
  for (const { ready } of run.runs.values()) ready?.signal(alertChanged, { firing }).catch(() => undefined);
}

/** Ends the incident's runs when it is resolved; their undos still run. */
export function endRuns(run: IncidentRun): void {
  for (const entry of run.runs.values()) {
    entry.ending ??= endedBy(run);
    entry.ready?.signal(runToEnd, endedBy(run)).catch(() => undefined);
  }
}

const endedBy = ({ resolving }: IncidentRun) => ({
  by: resolving?.by ?? engine,
  request: resolving?.request ?? null,
  reason: resolving?.reason ?? null,
});
