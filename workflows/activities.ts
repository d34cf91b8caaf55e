import { proxyActivities, proxyLocalActivities } from "@temporalio/workflow";
import type { ListActivities, TelephoneActivities } from "../activities/calls/contract.ts";
import type { OperatorCallActivities } from "../activities/calls/operatorContract.ts";
import type { RecordActivities } from "../activities/incidents/contract.ts";
import type { PeopleActivities } from "../activities/incidents/peopleContract.ts";
import type { OperatorTellingActivities, TellingActivities } from "../activities/messages/contract.ts";
import { telephonyQueue } from "./contract/queues.ts";
import { patience } from "./kit/patience.ts";

export const telling = proxyActivities<TellingActivities & OperatorTellingActivities>(patience.telling);

/** Only placing a call waits for the provider's calls-per-second limit; looking up and ending do not. */
export const placing = proxyActivities<Pick<TelephoneActivities, "dialCall">>({
  ...patience.shortTalk,
  taskQueue: telephonyQueue,
});

export const telephone = proxyActivities<Pick<TelephoneActivities, "lookUpCall" | "endCall">>(
  patience.shortTalk,
);

/**
 * Records what people do. Unlike `ledger`, these are regular activities with events of their own: one task
 * may handle several updates, and local activities of interleaved handlers would not replay in order.
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

/** Short ledger writes that are safe to repeat. */
export const ledger = proxyLocalActivities<
  RecordActivities & Pick<ListActivities, "claimCall"> & Pick<TelephoneActivities, "recordCallEnd">
>(patience.rows);
