import { proxyActivities } from "@temporalio/workflow";
import type { SecondaryActivities } from "../../activities/secondary/contract.ts";
import { patience } from "../kit/patience.ts";

export const secondaryTelling = proxyActivities<
  Pick<SecondaryActivities, "sendSecondaryMail" | "tellOperatorsOfSecondary">
>(patience.telling);

/** Regular activities with events of their own, since one task may handle several updates. */
export const secondaryActs = proxyActivities<
  Pick<SecondaryActivities, "sayToSecondary" | "actOfSecondary" | "isRunbookAsAgreed">
>(patience.shortTalk);

/** Not a local activity: one interrupted by news would block its workflow for a whole task. */
export const secondaryRows = proxyActivities<Pick<SecondaryActivities, "readSecondary">>(patience.rows);
