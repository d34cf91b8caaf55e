import { covers } from "../../domain/alerts/level.ts";
import { viewOperatorCalls } from "../../domain/calls/operators/list.ts";
import { decideAction } from "../../domain/incidents/actions/decide.ts";
import type { Asked, Situation } from "../../domain/incidents/actions/situation.ts";
import type { Action } from "../../domain/incidents/actions/table.ts";
import { refusalTexts } from "../../domain/incidents/steeringTexts.ts";
import type { Said } from "../../domain/people/said.ts";
import { refusal } from "../kit/refusal.ts";
import type { IncidentRun } from "./incidentRun.ts";

/** The facts that decide whether a person's action is allowed now. */
export function situationOf(run: IncidentRun): Situation {
  const { memory, opening, resolving, assigning } = run;
  // An assignment ends triage at once, even while it is still being recorded.
  const state = assigning === null ? stateOf(run) : "open";
  return {
    state: resolving === null ? state : "closed",
    hasCustomer: opening.customer !== null,
    takenBy: memory.takenBy,
    escalation: escalationOf(run),
    operatorCalls: memory.operatorCalls === null ? null : viewOperatorCalls(memory.operatorCalls).state,
    callUnsettled: memory.unsettledCalls.length > 0,
    runbookRunning: run.runs.size > 0,
    plan: opening.plan,
    resolvedBy: resolving?.by ?? null,
    escalatedBy: memory.escalatedBy,
    assignedBy: assigning ?? memory.assignedBy,
  };
}

function escalationOf({ memory, handling }: IncidentRun): Situation["escalation"] {
  if (handling.escalation === null || handling.rule === null) return "none";
  return memory.escalatedRules.includes(handling.rule) ? "begun" : "ready";
}

/** Refuses what the action table does not allow now, before anything changes; for validators of updates. */
export function guard(run: IncidentRun, action: Action, said: Said & Asked): void {
  if (said.incident !== undefined && said.incident !== run.opening.number)
    throw refusal("incident_closed", refusalTexts.closed());
  const decision = decideAction(action, null, situationOf(run), said);
  if (!decision.allowed) throw refusal(decision.code, decision.reason);
}

export function isAcknowledged({ memory }: IncidentRun): boolean {
  return covers(memory.acknowledged?.level ?? null, memory.level);
}

export function stateOf(run: IncidentRun): Situation["state"] {
  const { memory } = run;
  if (memory.triage) return "triage";
  if (memory.occurrence > 0 && !memory.firing) return "recovered";
  return isAcknowledged(run) ? "acknowledged" : "open";
}
