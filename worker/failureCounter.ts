import { Context } from "@temporalio/activity";
import { CancelledFailure } from "@temporalio/common";
import type { ActivityInboundCallsInterceptor } from "@temporalio/worker";
import type { Logger } from "pino";
import type { Database } from "../db/connect.ts";
import { sql } from "../db/drizzle.ts";
import { activityFailures } from "../db/schema/index.ts";
import { safeFailure } from "./safeFailures.ts";

/** Counts failures of activities for `/metrics`; counting never makes an activity fail. */
export interface FailureCounter {
  count(activity: string, error: unknown): void;
}

export function failureCounter(db: Database, logger: Logger): FailureCounter {
  return {
    count(activity, error) {
      // A short label, never the message, which may contain anything.
      const code = safeFailure(error).type ?? "ApplicationFailure";
      logger.warn({ activity, code, err: error }, "an activity failed and may be tried again");
      db.insert(activityFailures)
        .values({ activity, code, count: 1 })
        .onConflictDoUpdate({
          target: [activityFailures.activity, activityFailures.code],
          set: { count: sql`${activityFailures.count} + 1` },
        })
        .catch((fault: unknown) => logger.warn({ err: fault }, "a failure could not be counted"));
    },
  };
}

export function countFailures(counter: FailureCounter): ActivityInboundCallsInterceptor {
  return {
    async execute(input, next) {
      try {
        return await next(input);
      } catch (error) {
        // A cancelled activity has not failed.
        if (!(error instanceof CancelledFailure)) counter.count(Context.current().info.activityType, error);
        throw error;
      }
    },
  };
}
