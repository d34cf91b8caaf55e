import { ApplicationFailure } from "@temporalio/workflow";
import { say } from "../../domain/say.ts";
import type { Text } from "../../domain/words/phrase.ts";

/** A refusal: the API reads its code and its reason, the Temporal UI shows its words. */
export const refusal = (code: string, reason: Text): ApplicationFailure =>
  ApplicationFailure.create({ type: code, message: say(reason), details: [reason], nonRetryable: true });
