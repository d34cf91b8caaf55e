import { proxyActivities, proxyLocalActivities } from "@temporalio/workflow";
import type { ListActivities, TelephoneActivities } from "../activities/calls/contract.ts";
import type { OperatorCallActivities } from "../activities/calls/operatorContract.ts";
import type { RecordActivities } from "../activities/incidents/contract.ts";
import type { PeopleActivities } from "../activities/incidents/peopleContract.ts";
import type { OperatorTellingActivities, TellingActivities } from "../activities/messages/contract.ts";
import { telephonyQueue } from "./contract/queues.ts";
import { patience } from "./kit/patience.ts";

export const telling = proxyActivities<TellingActivities & OperatorTellingActivities>(patience.telling);

/** Placing a call waits for its turn in the provider's calls per second; looking up and ending do not. */
export const placing = proxyActivities<Pick<TelephoneActivities, "dialCall">>({
  ...patience.shortTalk,
  taskQueue: telephonyQueue,
});

export const telephone = proxyActivities<Pick<TelephoneActivities, "lookUpCall" | "endCall">>(
  patience.shortTalk,
);

/**
 * What people do, written down. With events of their own, unlike `ledger`: several updates may be handled in one task, and
 * local activities of handlers that take turns would not replay in their order.
 */
export const people = proxyActivities<
  PeopleActivities &
    Pick<RecordActivities, "recordAcknowledgement" | "isUnheard"> &
    Pick<ListActivities, "whyNotRing"> &
    OperatorCallActivities
>(patience.rows);

export const rows = proxyActivities<Pick<RecordActivities, "rebuildIncident" | "alertsAfter">>(
  patience.longReads,
);

/** Short writes to the ledger that may safely be repeated. */
export const ledger = proxyLocalActivities<
  RecordActivities & Pick<ListActivities, "claimCall"> & Pick<TelephoneActivities, "recordCallEnd">
>(patience.rows);
