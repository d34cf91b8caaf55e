import type { CallResult } from "../../domain/calls/operators/result.ts";
import type { Text } from "../../domain/words/phrase.ts";

/** What operators' calls (R5.3.2) need beside the telephone. */
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
  /** Closes a conversation in the ledger whose result was not recorded; a later result still counts. */
  recordNoResult(fact: { call: string }): Promise<void>;
  /** Adds the result to the call, from the operator or the provider. */
  recordOperatorResult(fact: {
    call: string;
    result: CallResult;
    by: string;
    /** An operator's own words, or the provider's reason. */
    note: Text | null;
    at: number;
  }): Promise<void>;
}
