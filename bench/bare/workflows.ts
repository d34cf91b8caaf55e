import { proxyActivities, proxyLocalActivities } from "@temporalio/workflow";
import { type BareActivities, bareSecondQueue } from "./contract.ts";

const startToCloseTimeout = "20s";
const { noop } = proxyActivities<BareActivities>({ startToCloseTimeout });
const second = proxyActivities<BareActivities>({ startToCloseTimeout, taskQueue: bareSecondQueue });
const local = proxyLocalActivities<BareActivities>({ startToCloseTimeout });

/**
 * The cost of an alert on Temporal alone: an incident's first activities in their order (mail and chat beside
 * a claim and the call after it), each doing nothing. Returns when the last one ran.
 */
export async function bare(): Promise<number> {
  const claimThenCall = async (): Promise<number> => {
    await local.noop();
    return await second.noop();
  };
  return Math.max(...(await Promise.all([noop(), noop(), claimThenCall()])));
}

/**
 * The cost of steps on Temporal alone: no-op activities one after the other, on another queue than the
 * workflow's.
 */
export async function bareSteps(steps: number): Promise<void> {
  for (let step = 0; step < steps; step++) await second.noop();
}
