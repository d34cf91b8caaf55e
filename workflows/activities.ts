import { proxyActivities } from "@temporalio/workflow";
import type { ListActivities, TelephoneActivities } from "../activities/calls/contract.ts";
import type { OperatorCallActivities } from "../activities/calls/operatorContract.ts";
import type { RecordActivities } from "../activities/incidents/contract.ts";
import type { PeopleActivities } from "../activities/incidents/peopleContract.ts";
import type { OperatorTellingActivities, TellingActivities } from "../activities/messages/contract.ts";
import { telephonyQueue } from "./contract/queues.ts";
import { ordered, triedAtOnce, triedOnce } from "./kit/ordered.ts";
import { patience } from "./kit/patience.ts";

/**
 * What is ordered may be carried out without being in the history: a task that is lost then is given out anew,
 * perhaps with news that change what is wanted. So the messages ordered are those that follow from an alert
 * alone, whatever comes after it, and all others are in the history before they are sent.
 */
type FollowsFromAlert = "sendAlertMail" | "sendRecoveryMail" | "postChatLine" | "keepChatLine";

/** Mail and chat of an alert and its recovery. */
export const tellingAlert = triedAtOnce<Pick<TellingActivities, FollowsFromAlert>>(patience.telling);

/** All other mail and chat. */
export const telling = proxyActivities<Omit<TellingActivities, FollowsFromAlert> & OperatorTellingActivities>(
  patience.telling,
);

/**
 * Placing a call if the provider's calls-per-second limit allows it now. A call that the history lacks is found
 * when the fact that stopped its list is recorded (`followForgotten`).
 */
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
