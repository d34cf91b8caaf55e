import { CompleteAsyncError, Context } from "@temporalio/activity";
import { ApplicationFailure, CancelledFailure } from "@temporalio/common";
import type { ActivityInboundCallsInterceptor } from "@temporalio/worker";
import { DomainError } from "../domain/errors.ts";
import { loggable } from "../domain/loggable.ts";
import { say } from "../domain/say.ts";
import { withoutAddresses } from "../domain/withoutAddresses.ts";

/**
 * Replaces an activity's error by a failure with a code and safe words, because Temporal's history keeps it
 * for everybody with access. Whether it may be retried does not change.
 */
export function safeFailures(): ActivityInboundCallsInterceptor {
  return {
    async execute(input, next) {
      try {
        return await next(input);
      } catch (error) {
        throw isControl(error) ? error : safeFailure(error);
      }
    },
  };
}

export function safeFailure(error: unknown): ApplicationFailure {
  if (error instanceof ApplicationFailure) {
    const { type, nonRetryable, nextRetryDelay, category } = error;
    return ApplicationFailure.create({
      type: type ?? "ApplicationFailure",
      message: withoutAddresses(error.message),
      nonRetryable: nonRetryable ?? false,
      nextRetryDelay,
      category: category ?? undefined,
    });
  }
  if (error instanceof DomainError)
    return ApplicationFailure.create({
      type: error.code,
      message: withoutAddresses(say(error.publicMessage)),
    });
  const { name, code, message } = loggable(error);
  return ApplicationFailure.create({ type: code === undefined ? name : `${name} ${code}`, message });
}

/** Not a failure: an activity tells Temporal so that it was stopped or is completed elsewhere. */
const isControl = (error: unknown): boolean =>
  error instanceof CompleteAsyncError ||
  error instanceof CancelledFailure ||
  (error instanceof Error && error.name === "AbortError" && Context.current().cancellationSignal.aborted);
