import { setTimeout as sleep } from "node:timers/promises";
import { msToNumber } from "@temporalio/common/lib/time.js";
import type { Answer, Order, OrderActivities } from "../workflows/contract/orders.ts";
import type { FailureCounter } from "./failureCounter.ts";
import { safeFailure } from "./safeFailures.ts";

type Activity = (...args: unknown[]) => Promise<unknown>;

const retryMilliseconds = 2_000;

/** Lets workflows order these activities (workflows/kit/clerk.ts). One that fails does not hold up the others. */
export function orderActivities(activities: object, failures: FailureCounter): OrderActivities {
  const known = new Map(Object.entries(activities) as [string, Activity][]);

  async function carryOut({ activity, args, limitMilliseconds }: Order): Promise<Answer> {
    const perform = known.get(activity);
    if (perform === undefined) throw new Error(`no activity is called ${activity}`);
    const work = perform(...args).then(
      (done): Answer => ({ activity, done }),
      (error: unknown): Answer => {
        failures.count(activity, error);
        const { type, message, nonRetryable, nextRetryDelay } = safeFailure(error);
        const retryAfterMilliseconds = nextRetryDelay ? msToNumber(nextRetryDelay) : retryMilliseconds;
        return {
          activity,
          failed: {
            type: type ?? "ApplicationFailure",
            message,
            retryAfterMilliseconds: nonRetryable ? null : retryAfterMilliseconds,
          },
        };
      },
    );
    if (limitMilliseconds === undefined) return await work;
    const over = new AbortController();
    const { signal } = over;
    const limit = sleep(limitMilliseconds, { activity, slow: true } as const, { signal }).catch(() => work);
    return await Promise.race([work, limit]).finally(() => over.abort());
  }

  return { carryOutOrders: (orders) => Promise.all(orders.map(carryOut)) };
}
