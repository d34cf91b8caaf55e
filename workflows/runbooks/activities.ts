import { ActivityCancellationType, proxyActivities } from "@temporalio/workflow";
import type { RemoteActivities, RunRecordActivities } from "../../activities/runbooks/contract.ts";
import type { SecondaryActivities } from "../../activities/secondary/contract.ts";
import { remoteQueue } from "../contract/queues.ts";
import { ordered } from "../kit/ordered.ts";
import { patience } from "../kit/patience.ts";

/** A cancelled activity ends only when nothing runs on the target any more. */
export const remote = proxyActivities<RemoteActivities>({
  ...patience.remote,
  taskQueue: remoteQueue,
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
});

/** Reads how a run ended that another workflow began. */
export const runEnds = proxyActivities<Pick<SecondaryActivities, "readRunEnd">>(patience.shortTalk);

export const runRecords = ordered<Omit<RunRecordActivities, "isAsked">>();

/** Asked for an operator's answer, which is an update (see `people` of the incident). */
export const { isAsked } = proxyActivities<Pick<RunRecordActivities, "isAsked">>(patience.rows);
