import { CompleteAsyncError, Context } from "@temporalio/activity";
import { ApplicationFailure, CancelledFailure } from "@temporalio/common";
import type { ActivityInboundCallsInterceptor } from "@temporalio/worker";
import { DomainError } from "../domain/errors.ts";
import { loggable } from "../domain/loggable.ts";
import { withoutAddresses } from "../domain/withoutAddresses.ts";

/**
 * A failed activity's error is kept in Temporal's history, which shows it to everybody who may look. Whatever an
 * activity throws becomes a failure of a code and safe words here; whether it may be tried again stays as it was.
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
    return ApplicationFailure.create({ type: error.code, message: withoutAddresses(error.publicMessage) });
  const { name, code, message } = loggable(error);
  return ApplicationFailure.create({ type: code === undefined ? name : `${name} ${code}`, message });
}

/** Not a failure, but how an activity tells Temporal that it was stopped or ends elsewhere. */
const isControl = (error: unknown): boolean =>
  error instanceof CompleteAsyncError ||
  error instanceof CancelledFailure ||
  (error instanceof Error && error.name === "AbortError" && Context.current().cancellationSignal.aborted);
