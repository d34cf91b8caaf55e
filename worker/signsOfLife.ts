import { Context } from "@temporalio/activity";
import type { ActivityInboundCallsInterceptor } from "@temporalio/worker";

/**
 * Sends heartbeats for every activity with a heartbeat timeout. If its worker dies, or its result is lost
 * while Temporal is away, it is retried within seconds instead of after its whole time-out. Quick activities
 * end before the first heartbeat. A heartbeat's answer also says that the activity is to stop.
 */
export function signsOfLife(
  atLeastEveryMilliseconds = Number.POSITIVE_INFINITY,
): ActivityInboundCallsInterceptor {
  return {
    async execute(input, next) {
      const context = Context.current();
      const { heartbeatTimeoutMs } = context.info;
      if (heartbeatTimeoutMs === undefined) return await next(input);
      const everyMilliseconds = Math.min(heartbeatTimeoutMs / 3, atLeastEveryMilliseconds);
      const timer = setInterval(() => context.heartbeat(), everyMilliseconds);
      try {
        return await next(input);
      } finally {
        clearInterval(timer);
      }
    },
  };
}
