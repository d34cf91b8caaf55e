import { Context } from "@temporalio/activity";
import type { ActivityInboundCallsInterceptor } from "@temporalio/worker";

/**
 * Heartbeats for every activity that has a heartbeat timeout: one whose worker died, or whose result was lost while
 * Temporal was away, is run again after seconds, not after its longest time. Quick ones end before the first.
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
