import type { CallResult } from "../../domain/calls/operators/result.ts";
import type { Dialled } from "./contract.ts";

/** Operators' own calls (R5.3.2). */
export interface OperatorCallActivities {
  /** The row of an operator's call. `request` names the action: asked again, it is the same row. */
  claimOperatorCall(order: {
    incident: number;
    occurrence: number;
    request: string;
    round: number;
    position: number;
    contact: string;
    calledBy: string;
    /** null: called by hand. */
    operatorPhone: string | null;
    placedAt: number | null;
  }): Promise<{ result: "claimed"; call: string } | { result: "no-phone" | "bad-phone" }>;
  /** Rings the operator's own telephone, then bridges the contact; never twice for one row. */
  dialOperator(order: { call: string }): Promise<Dialled>;
  /** How the call ended, by its stored facts and, with `lookUp`, the provider's answer. */
  operatorCallEnd(order: { call: string; lookUp: boolean; last: boolean }): Promise<OperatorCallSeen>;
  /** Closes a conversation in the ledger whose result was not recorded; a later result still counts. */
  recordNoResult(fact: { call: string }): Promise<void>;
  /** Adds the result to the call, from the operator or the provider. */
  recordOperatorResult(fact: {
    call: string;
    result: CallResult;
    by: string;
    note: string | null;
    at: number;
  }): Promise<void>;
}

export type OperatorCallSeen =
  | { state: "ringing" | "talking" | "no-word" }
  /** null: somebody answered, and the operator must say who. */
  | { state: "ended"; result: CallResult | null; reason: string | null; contactCalled: boolean };
