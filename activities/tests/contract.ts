/** What the workflow of an operation test (R2.7.3) uses besides the telephone; steps are named by id. */
export interface OperationTestActivities {
  /** Mails or posts to one recipient; returns once that is accepted or refused. */
  tellTestRecipient(order: { step: string }): Promise<void>;
  /** Creates a row for a second try of a call that the provider never had. */
  claimTestCallAgain(order: { step: string }): Promise<{ step: string }>;
  /** Records an abort from the Temporal UI; an abort by the API is already recorded. */
  recordTestAbort(fact: { test: number; by: string; at: number }): Promise<void>;
  closeTest(fact: { test: number; at: number }): Promise<{ state: "finished" | "aborted" }>;
}
