import {
  type OperatorCalls,
  type OperatorCallsView,
  type ResultDecision,
  recordResult,
  reopened,
  viewOperatorCalls,
} from "../../domain/calls/operators/list.ts";
import type { CallResult } from "../../domain/calls/operators/result.ts";
import { escalationEvents } from "../../domain/incidents/events.ts";
import type { TimelineEvent } from "../../domain/timeline.ts";
import { people } from "../activities.ts";
import { refusal } from "../kit/refusal.ts";
import { begin, type IncidentRun } from "./incidentRun.ts";
import { tellOperators } from "./operators.ts";

/** Stops the operators' call list; what was recorded stays. */
export function stopOperatorCalls(run: IncidentRun, why: NonNullable<OperatorCalls["stopped"]>): void {
  const { operatorCalls } = run.memory;
  if (operatorCalls === null || viewOperatorCalls(operatorCalls).state !== "running") return;
  run.memory = { ...run.memory, operatorCalls: { ...operatorCalls, stopped: why } };
  begin(run, "有人架電の中止を記録", () => recordList(run, escalationEvents.callsStopped({ why })));
}

/** Reopens the operators' call list after the acknowledgement that stopped it has lapsed. */
export function reopenOperatorCalls(run: IncidentRun): void {
  const { operatorCalls } = run.memory;
  const calls = operatorCalls === null ? null : reopened(operatorCalls);
  if (calls === null) return;
  run.memory = { ...run.memory, operatorCalls: calls };
  begin(run, "有人架電の再開を記録", () => recordList(run, escalationEvents.callsGoOn()));
  tellNextCall(run, operatorCalls);
}

/** Tells operators the next contact, once per list and again when a list goes on; `before`: the old list. */
export function tellNextCall(run: IncidentRun, before: OperatorCalls | null): string | null {
  const { operatorCalls, operatorCallsVersion } = run.memory;
  const next = operatorCalls === null ? null : viewOperatorCalls(operatorCalls).next;
  if (next === null) return null;
  const isAnother = before !== null && viewOperatorCalls(before).state !== "running";
  tellOperators(run, { kind: "operator-calls", next }, isAnother ? operatorCallsVersion : null);
  return next;
}

export async function recordList(run: IncidentRun, event: TimelineEvent | null): Promise<void> {
  const { operatorCalls } = run.memory;
  if (operatorCalls === null) return;
  const view = viewOperatorCalls(operatorCalls);
  const version = nextVersion(run);
  await people.recordOperatorCalls.executeWithOptions({ summary: "有人架電の進み具合を記録" }, [
    { incident: run.opening.number, operatorCalls: view, version, event, at: Date.now() },
  ]);
}

/** Version of the list, so that a late write cannot overwrite a newer one. */
export function nextVersion(run: IncidentRun): number {
  const operatorCallsVersion = run.memory.operatorCallsVersion + 1;
  run.memory = { ...run.memory, operatorCallsVersion };
  return operatorCallsVersion;
}

/** Refuses a call that does not fit the list now. Without an open list, every call fits. */
export function refuseCallByList(run: IncidentRun, contact: string, by: string): void {
  const refused = whyNotInList(run, contact, "no-answer", by);
  if (refused !== null) throw refusal(refused.code, refused.reason);
}

/** Refuses a result in the same way, but accepts one for a call already placed even after the list's end. */
export function refuseResultByList(run: IncidentRun, contact: string, result: CallResult, by: string): void {
  const refused = whyNotInList(run, contact, result, by);
  const wasCalled = run.memory.unsettledCalls.some((one) => one.contact === contact);
  if (refused === null || (wasCalled && refused.code === "call_list_ended")) return;
  throw refusal(refused.code, refused.reason);
}

type Refused = Extract<ResultDecision, { take: false }>;

function whyNotInList(run: IncidentRun, contact: string, result: CallResult, by: string): Refused | null {
  const { operatorCalls } = run.memory;
  const decision = operatorCalls === null ? null : recordResult(operatorCalls, contact, result, by);
  return decision === null || decision.take ? null : decision;
}

/** The place of this contact in the occurrence's list; the first place if no list is open. */
export function placeOf(
  run: IncidentRun,
  contact: string,
): { occurrence: number; round: number; position: number } {
  const { occurrence, operatorCalls } = run.memory;
  if (operatorCalls === null) return { occurrence, round: 1, position: 1 };
  const { round, list } = viewOperatorCalls(operatorCalls);
  return { occurrence, round, position: Math.max(1, list.indexOf(contact) + 1) };
}

/** Counts a result before anything is written, so the second of two simultaneous operators is refused. */
export function countInList(run: IncidentRun, contact: string, result: CallResult, by: string): boolean {
  const { operatorCalls } = run.memory;
  if (operatorCalls === null) return false;
  const decision = recordResult(operatorCalls, contact, result, by);
  if (decision.take) run.memory = { ...run.memory, operatorCalls: decision.calls };
  return decision.take;
}

export const listStateOf = (run: IncidentRun): OperatorCallsView["state"] | null =>
  run.memory.operatorCalls === null ? null : viewOperatorCalls(run.memory.operatorCalls).state;
