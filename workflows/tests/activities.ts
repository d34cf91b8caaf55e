import { proxyActivities, proxyLocalActivities } from "@temporalio/workflow";
import type { OperationTestActivities } from "../../activities/tests/contract.ts";

const quickRetry = { initialInterval: "200ms", backoffCoefficient: 2, maximumInterval: "10s" } as const;

export const testTelling = proxyActivities<Pick<OperationTestActivities, "tellTestRecipient">>({
  startToCloseTimeout: "90s",
  heartbeatTimeout: "10s",
  retry: { initialInterval: "2s", backoffCoefficient: 2, maximumInterval: "30s" },
});

export const testRecords = proxyLocalActivities<Omit<OperationTestActivities, "tellTestRecipient">>({
  startToCloseTimeout: "10s",
  retry: quickRetry,
});
