import {
  type OperatorCalls,
  type OperatorCallsView,
  recordResult,
  viewOperatorCalls,
} from "../../domain/operatorCalls/list.ts";
import type { CallResult } from "../../domain/operatorCalls/result.ts";
import { escalationTexts } from "../../domain/texts/timeline.ts";
import { people } from "../activities.ts";
import { begin, type IncidentRun } from "./run.ts";
import { refusal } from "./situation.ts";

/** Nothing more of the list is called; what was recorded stays. */
export function stopOperatorCalls(run: IncidentRun, why: NonNullable<OperatorCalls["stopped"]>): void {
  const { operatorCalls } = run.memory;
  if (operatorCalls === null || viewOperatorCalls(operatorCalls).state !== "running") return;
  run.memory = { ...run.memory, operatorCalls: { ...operatorCalls, stopped: why } };
  begin(run, "有人架電の中止を記録", () => recordList(run, stoppedTexts[why]()));
}

const stoppedTexts = {
  recovered: escalationTexts.callsStoppedRecovered,
  acknowledged: escalationTexts.callsStoppedAcknowledged,
  resolved: escalationTexts.callsStoppedResolved,
};

export async function recordList(run: IncidentRun, text: string | null): Promise<void> {
  const { operatorCalls } = run.memory;
  if (operatorCalls === null) return;
  const view = viewOperatorCalls(operatorCalls);
  await people.recordOperatorCalls.executeWithOptions({ summary: "有人架電の進み具合を記録" }, [
    { incident: run.opening.number, operatorCalls: view, text, at: Date.now() },
  ]);
}

/** Refuses what does not fit the list now; where none is open, everything fits. */
export function refuseByList(run: IncidentRun, contact: string, result: CallResult, by: string): void {
  const { operatorCalls } = run.memory;
  if (operatorCalls === null) return;
  const decision = recordResult(operatorCalls, contact, result, by);
  if (!decision.take) throw refusal(decision.code, decision.reason);
}

/** Where a call to this contact stands in the list; the first place where no list is open. */
export function placeOf(run: IncidentRun, contact: string): { round: number; position: number } {
  const { operatorCalls } = run.memory;
  if (operatorCalls === null) return { round: 1, position: 1 };
  const { round, list } = viewOperatorCalls(operatorCalls);
  return { round, position: Math.max(1, list.indexOf(contact) + 1) };
}

/** At once, before anything is written: of two operators at the same moment the second is refused. */
export function countInList(run: IncidentRun, contact: string, result: CallResult, by: string): boolean {
  const { operatorCalls } = run.memory;
  if (operatorCalls === null) return false;
  const decision = recordResult(operatorCalls, contact, result, by);
  if (decision.take) run.memory = { ...run.memory, operatorCalls: decision.calls };
  return decision.take;
}

export const listStateOf = (run: IncidentRun): OperatorCallsView["state"] | null =>
  run.memory.operatorCalls === null ? null : viewOperatorCalls(run.memory.operatorCalls).state;
