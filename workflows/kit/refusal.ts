import { ApplicationFailure } from "@temporalio/workflow";

/** A refusal: the API reads its code, the Temporal UI shows its words. */
export const refusal = (code: string, reason: string): ApplicationFailure =>
  ApplicationFailure.create({ type: code, message: reason, nonRetryable: true });
