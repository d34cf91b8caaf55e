import type { OperatorCallsState } from "../../calls/operators/list.ts";
import type { Plan } from "../../customers/plan.ts";
import type { Text } from "../../words/phrase.ts";
import { refusalTexts } from "../steeringTexts.ts";

export type ActingRole = "operator" | "admin" | "customer";

/** The facts that decide whether an action fits an incident now. */
export interface Situation {
  state: "triage" | "open" | "acknowledged" | "recovered" | "closed";
  /** The incident's customer is known. */
  hasCustomer: boolean;
  takenBy: string | null;
  /** `none`: its rule has no escalation; `begun`: the escalation of this occurrence has begun. */
  escalation: "none" | "ready" | "begun";
  /** null while no operators' call list has been opened. */
  operatorCalls: OperatorCallsState | null;
  /** An operator placed a call whose result is not recorded yet. */
  callUnsettled?: boolean;
  /** A runbook is running or about to start. */
  runbookRunning: boolean;
  /** The customer's plan at detection; null while the customer is unknown. */
  plan: Plan | null;
  /** The operator who closed the incident; null if it closed by itself. */
  resolvedBy: string | null;
  /** The people who escalated it and assigned its rule or customer; null if nobody did or the name is unknown. */
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

export type ActionDecision = { allowed: true } | { allowed: false; code: Refusal; reason: Text };

/** Who asks; for `take`, also the holder to take the incident from. */
export interface Asked {
  by?: string | undefined;
  from?: string | undefined;
}

/** Decides whether an action fits an open incident; a closed one allows none. */
export type Rule = (situation: Situation, asked: Asked) => ActionDecision;

export const allowed: ActionDecision = { allowed: true };
export const refuse = (code: Refusal, reason: Text): ActionDecision => ({ allowed: false, code, reason });

export const anytime: Rule = () => allowed;

export const withCustomer: Rule = ({ hasCustomer }) =>
  hasCustomer ? allowed : refuse("customer_unknown", refusalTexts.customerUnknown());
