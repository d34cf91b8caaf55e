import { proxyActivities } from "@temporalio/workflow";
import type { SecondaryActivities } from "../../activities/secondary/contract.ts";

const quickRetry = { initialInterval: "200ms", backoffCoefficient: 2, maximumInterval: "10s" } as const;

/** Tried again until the provider takes or refuses it. */
export const secondaryTelling = proxyActivities<
  Pick<SecondaryActivities, "sendSecondaryMail" | "tellOperatorsOfSecondary">
>({
  startToCloseTimeout: "90s",
  heartbeatTimeout: "10s",
  retry: { initialInterval: "2s", backoffCoefficient: 2, maximumInterval: "60s" },
});

/** With events of their own: several updates may be handled in one task. */
export const secondaryActs = proxyActivities<
  Pick<SecondaryActivities, "sayToSecondary" | "actOfSecondary" | "isRunbookAsAgreed" | "readRunEnd">
>({
  startToCloseTimeout: "20s",
  retry: quickRetry,
});

/** No local activity: one that is interrupted by news would keep its workflow waiting for a task's whole time. */
export const secondaryRows = proxyActivities<Pick<SecondaryActivities, "readSecondary">>({
  startToCloseTimeout: "10s",
  retry: quickRetry,
});
