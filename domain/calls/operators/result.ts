import type { CallOutcome } from "../outcome.ts";

/** The result of an operator's call, in the operator's words (R5.3.2, contract "call-results"). */
export const callResults = ["reached", "no-answer", "busy", "voicemail", "wrong-person", "failed"] as const;
export type CallResult = (typeof callResults)[number];

/** The outcome that the incident's list of calls shows for this result (contract "calls"). */
export const outcomeOfResult: Record<CallResult, CallOutcome> = {
  reached: "acknowledged",
  "no-answer": "missed",
  busy: "busy",
  voicemail: "ignored",
  "wrong-person": "ignored",
  failed: "failed",
};
