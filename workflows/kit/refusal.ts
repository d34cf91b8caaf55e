import { ApplicationFailure } from "@temporalio/workflow";

/** What the API reads as a refusal with its code, and the Temporal UI shows as words. */
export const refusal = (code: string, reason: string): ApplicationFailure =>
  ApplicationFailure.create({ type: code, message: reason, nonRetryable: true });
