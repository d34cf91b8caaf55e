import { proxyActivities, proxyLocalActivities } from "@temporalio/workflow";
import type { OperationTestActivities } from "../../activities/tests/contract.ts";
import { patience } from "../kit/patience.ts";

export const testTelling = proxyActivities<Pick<OperationTestActivities, "tellTestRecipient">>(
  patience.telling,
);

export const testRecords = proxyLocalActivities<Omit<OperationTestActivities, "tellTestRecipient">>(
  patience.rows,
);
