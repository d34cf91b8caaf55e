import { Context } from "@temporalio/activity";
import type { ActivityInboundCallsInterceptor } from "@temporalio/worker";

/**
 * Sends heartbeats for every activity with a heartbeat timeout. If its worker dies, or its result is lost
 * while Temporal is away, it is retried within seconds instead of after its whole time-out. Quick activities
 * end before the first heartbeat.
 */
export function signsOfLife(): ActivityInboundCallsInterceptor {
  return {
    async execute(input, next) {
      const context = Context.current();
      const { heartbeatTimeoutMs } = context.info;
      if (heartbeatTimeoutMs === undefined) return await next(input);
      const timer = setInterval(() => context.heartbeat(), heartbeatTimeoutMs / 3);
      try {
        return await next(input);
      } finally {
        clearInterval(timer);
      }
    },
  };
}
