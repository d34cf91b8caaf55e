import { proxyActivities } from "@temporalio/workflow";
import type { SecondaryActivities } from "../../activities/secondary/contract.ts";
import { patience } from "../kit/patience.ts";

export const secondaryTelling = proxyActivities<
  Pick<SecondaryActivities, "sendSecondaryMail" | "tellOperatorsOfSecondary">
>(patience.telling);

/** With events of their own: several updates may be handled in one task. */
export const secondaryActs = proxyActivities<
  Pick<SecondaryActivities, "sayToSecondary" | "actOfSecondary" | "isRunbookAsAgreed" | "readRunEnd">
>(patience.shortTalk);

/** No local activity: one that is interrupted by news would keep its workflow waiting for a task's whole time. */
export const secondaryRows = proxyActivities<Pick<SecondaryActivities, "readSecondary">>(patience.rows);
