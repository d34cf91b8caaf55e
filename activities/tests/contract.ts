import type { CallSeen, Dialled } from "../calls/contract.ts";

/** What the workflow of an operation test (R2.7.3) asks for: steps by their ids. */
export interface OperationTestActivities {
  /** Mails or posts to one recipient; ends when that was taken or refused. */
  tellTestRecipient(order: { step: string }): Promise<void>;
  /** Asks the provider for one call of a test; never twice for one row. */
  dialTestCall(order: {
    step: string;
    /** No further try follows: a request that was not taken is recorded as failed. */
    lastTry: boolean;
  }): Promise<Dialled>;
  /** Looks a call up in the ledger, then at the provider; `last`: settles it in any case. */
  lookUpTestCall(order: { step: string; last: boolean }): Promise<CallSeen>;
  /** Ends a call that only rings: no conversation is cut. */
  endTestCall(order: { step: string }): Promise<void>;
  /** Reads the call's end from its stored facts and records it. */
  recordTestCallEnd(order: { step: string }): Promise<CallSeen>;
  /** The row of a call that is tried once more, because the provider never had it. */
  claimTestCallAgain(order: { step: string }): Promise<{ step: string }>;
  /** Somebody ended the test from the Temporal UI; one that was ended by the API is recorded already. */
  recordTestAbort(fact: { test: number; by: string; at: number }): Promise<void>;
  closeTest(fact: { test: number; at: number }): Promise<{ state: "finished" | "aborted" }>;
}
