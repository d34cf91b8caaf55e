import { proxyActivities } from "@temporalio/workflow";
import type { OperationTestActivities } from "../../activities/tests/contract.ts";
import { ordered } from "../kit/ordered.ts";
import { patience } from "../kit/patience.ts";

export const testTelling = proxyActivities<Pick<OperationTestActivities, "tellTestRecipient">>(
  patience.telling,
);

export const testRecords = ordered<Omit<OperationTestActivities, "tellTestRecipient">>();
