import type { CallResult } from "../../domain/calls/operators/result.ts";
import type { OperatorCallOrder } from "../../domain/calls/ring.ts";
import type { Text } from "../../domain/words/phrase.ts";

/** What operators' calls (R5.3.2) need besides the telephone. */
export interface OperatorCallActivities {
  /** Creates the row of an operator's call. A repeated `request` returns the same row. */
  claimOperatorCall(
    order: Omit<OperatorCallOrder, "customer" | "phone">,
  ): Promise<{ result: "claimed"; call: string } | { result: "no-phone" | "bad-phone" }>;
  /** Closes a conversation whose result was never recorded; a later result still counts. */
  recordNoResult(fact: { call: string }): Promise<void>;
  /** Records the result of a call, from the operator or the provider. */
  recordOperatorResult(fact: {
    call: string;
    result: CallResult;
    by: string;
    /** The operator's own words, or the provider's reason. */
    note: Text | null;
    at: number;
  }): Promise<void>;
}
