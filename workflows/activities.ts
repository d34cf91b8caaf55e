import { proxyActivities } from "@temporalio/workflow";
import type { ListActivities, TelephoneActivities } from "../activities/calls/contract.ts";
import type { OperatorCallActivities } from "../activities/calls/operatorContract.ts";
import type { RecordActivities } from "../activities/incidents/contract.ts";
import type { PeopleActivities } from "../activities/incidents/peopleContract.ts";
import type { OperatorTellingActivities, TellingActivities } from "../activities/messages/contract.ts";
import { telephonyQueue } from "./contract/queues.ts";
import { ordered, triedAtOnce, triedOnce } from "./kit/ordered.ts";
import { patience } from "./kit/patience.ts";

/** Mail and chat. */
export const telling = triedAtOnce<TellingActivities & OperatorTellingActivities>(patience.telling);

/** Placing a call if the provider's calls-per-second limit allows it now. */
export const placingNow = triedOnce<
  Pick<ListActivities, "claimAndDial"> & Pick<TelephoneActivities, "dialCall">
>(2_000);

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
export const ledger = ordered<
  RecordActivities & Pick<ListActivities, "claimCall"> & Pick<TelephoneActivities, "recordCallEnd">
>();
