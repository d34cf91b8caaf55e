import { proxyActivities, proxyLocalActivities } from "@temporalio/workflow";
import type { OperationTestActivities } from "../../activities/tests/contract.ts";
import { telephonyQueue } from "../contract/queues.ts";

const quickRetry = { initialInterval: "200ms", backoffCoefficient: 2, maximumInterval: "10s" } as const;

export const testTelling = proxyActivities<Pick<OperationTestActivities, "tellTestRecipient">>({
  startToCloseTimeout: "90s",
  heartbeatTimeout: "10s",
  retry: { initialInterval: "2s", backoffCoefficient: 2, maximumInterval: "30s" },
});

/** Waits for its turn in the provider's calls per second. */
export const testPlacing = proxyActivities<Pick<OperationTestActivities, "dialTestCall">>({
  taskQueue: telephonyQueue,
  startToCloseTimeout: "20s",
  retry: quickRetry,
});

export const testTelephone = proxyActivities<Pick<OperationTestActivities, "lookUpTestCall" | "endTestCall">>(
  {
    startToCloseTimeout: "20s",
    retry: quickRetry,
  },
);

export const testRecords = proxyLocalActivities<
  Pick<OperationTestActivities, "recordTestCallEnd" | "claimTestCallAgain" | "recordTestAbort" | "closeTest">
>({
  startToCloseTimeout: "10s",
  retry: quickRetry,
});
