import { proxyActivities, proxyLocalActivities } from "@temporalio/workflow";
import type { ListActivities, TelephoneActivities } from "../activities/calls/contract.ts";
import type { OperatorCallActivities } from "../activities/calls/operatorContract.ts";
import type { RecordActivities } from "../activities/incidents/contract.ts";
import type { PeopleActivities } from "../activities/incidents/peopleContract.ts";
import type { OperatorTellingActivities, TellingActivities } from "../activities/messages/contract.ts";
import { telephonyQueue } from "./contract/queues.ts";

const patientRetry = { initialInterval: "2s", backoffCoefficient: 2, maximumInterval: "60s" } as const;
const quickRetry = { initialInterval: "200ms", backoffCoefficient: 2, maximumInterval: "10s" } as const;

/** Mail and chat: tried again until the provider takes or refuses it. One conversation by SMTP may take a minute. */
export const telling = proxyActivities<TellingActivities & OperatorTellingActivities>({
  startToCloseTimeout: "90s",
  heartbeatTimeout: "10s",
  retry: patientRetry,
});

/** Placing a call waits for its turn in the provider's calls per second; looking up and ending do not. */
export const placing = proxyActivities<Pick<TelephoneActivities, "dialCall">>({
  taskQueue: telephonyQueue,
  startToCloseTimeout: "20s",
  retry: quickRetry,
});

export const telephone = proxyActivities<Pick<TelephoneActivities, "lookUpCall" | "endCall">>({
  startToCloseTimeout: "20s",
  retry: quickRetry,
});

/**
 * What people do, written down. With events of their own, unlike `ledger`: several updates may be handled in one task, and
 * local activities of handlers that take turns would not replay in their order.
 */
export const people = proxyActivities<
  PeopleActivities &
    Pick<RecordActivities, "recordAcknowledgement" | "isUnheard"> &
    Pick<ListActivities, "whyNotRing"> &
    OperatorCallActivities
>({
  startToCloseTimeout: "10s",
  retry: quickRetry,
});

/** Reads what may be long. */
export const rows = proxyActivities<Pick<RecordActivities, "rebuildIncident" | "alertsAfter">>({
  startToCloseTimeout: "60s",
  retry: quickRetry,
});

/** Short writes to the ledger that may safely be repeated. */
export const ledger = proxyLocalActivities<
  RecordActivities & Pick<ListActivities, "claimCall"> & Pick<TelephoneActivities, "recordCallEnd">
>({
  startToCloseTimeout: "10s",
  retry: quickRetry,
});
