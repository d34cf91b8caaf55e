/** What the workflow of an operation test (R2.7.3) asks for, beside the telephone: steps by their ids. */
export interface OperationTestActivities {
  /** Mails or posts to one recipient; ends when that was taken or refused. */
  tellTestRecipient(order: { step: string }): Promise<void>;
  /** The row of a call that is tried once more, because the provider never had it. */
  claimTestCallAgain(order: { step: string }): Promise<{ step: string }>;
  /** Somebody ended the test from the Temporal UI; one that was ended by the API is recorded already. */
  recordTestAbort(fact: { test: number; by: string; at: number }): Promise<void>;
  closeTest(fact: { test: number; at: number }): Promise<{ state: "finished" | "aborted" }>;
}
