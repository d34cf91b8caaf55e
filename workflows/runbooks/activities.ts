import { ActivityCancellationType, proxyActivities } from "@temporalio/workflow";
import type { RemoteActivities, RunRecordActivities } from "../../activities/runbooks/contract.ts";
import type { SecondaryActivities } from "../../activities/secondary/contract.ts";
import { remoteQueue } from "../contract/queues.ts";

const quickRetry = { initialInterval: "500ms", backoffCoefficient: 2, maximumInterval: "10s" } as const;

/** What reaches a target. Each call adds its step's own time; a stopped one ends only when nothing runs there any more. */
export const remote = proxyActivities<RemoteActivities>({
  taskQueue: remoteQueue,
  startToCloseTimeout: "60s",
  heartbeatTimeout: "10s",
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry: quickRetry,
});

/** How a run ended that another workflow began. */
export const runEnds = proxyActivities<Pick<SecondaryActivities, "readRunEnd">>({
  startToCloseTimeout: "20s",
  retry: quickRetry,
});

export const runRecords = proxyActivities<RunRecordActivities>({
  startToCloseTimeout: "10s",
  retry: quickRetry,
});
