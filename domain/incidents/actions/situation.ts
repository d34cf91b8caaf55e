import type { OperatorCallsState } from "../../calls/operators/list.ts";
import type { Plan } from "../../customers/plan.ts";
import { refusalTexts } from "../steeringTexts.ts";

export type ActingRole = "operator" | "admin" | "customer";

/** What decides whether an action fits an incident now. */
export interface Situation {
  state: "triage" | "open" | "acknowledged" | "recovered" | "closed";
  /** Whose it is is known. */
  hasCustomer: boolean;
  takenBy: string | null;
  /** `none`: its rule has no escalation; `begun`: that of this occurrence has begun. */
  escalation: "none" | "ready" | "begun";
  /** null: no operators' call list was opened. */
  operatorCalls: OperatorCallsState | null;
  /** A call of an operator was placed whose result nobody has said yet. */
  callUnsettled?: boolean;
  /** A runbook is at work, or about to begin. */
  runbookRunning: boolean;
  /** That of its detection; null where nobody knows whose it is. */
  plan: Plan | null;
  /** Who ended it, where a person did. */
  resolvedBy: string | null;
  /** Who escalated it, and who gave it its rule or customer, where a person did and it is known. */
  escalatedBy?: string | null;
  assignedBy?: string | null;
}

export type Refusal =
  | "forbidden"
  | "incident_closed"
  | "taken"
  | "not_in_triage"
  | "customer_unknown"
  | "nothing_to_escalate"
  | "already_escalated"
  | "already_recovered"
  | "call_list_ended"
  | "plan_excludes"
  | "runbook_running"
  | "no_runbook_running";

export type ActionDecision = { allowed: true } | { allowed: false; code: Refusal; reason: string };

/** Who asks, and for `take` whom it is to be taken from. */
export interface Asked {
  by?: string | undefined;
  from?: string | undefined;
}

/** Whether an action fits an open incident; a closed one takes none. */
export type Rule = (situation: Situation, asked: Asked) => ActionDecision;

export const allowed: ActionDecision = { allowed: true };
export const refuse = (code: Refusal, reason: string): ActionDecision => ({ allowed: false, code, reason });

export const anytime: Rule = () => allowed;

export const withCustomer: Rule = ({ hasCustomer }) =>
  hasCustomer ? allowed : refuse("customer_unknown", refusalTexts.customerUnknown());
