import type { StopReason } from "../domain/calling/list.ts";
import type { CallOutcome, HowToEnd } from "../domain/calling/outcome.ts";
import type { AlertEvent } from "../domain/incident/alerts.ts";
import type { OperatorsReason } from "../domain/incident/attention.ts";
import type { Level } from "../domain/level.ts";
import type { OperationTestActivities } from "./operationTests/contract.ts";

/** What workflows ask of activities. Ids only: an activity reads the address or number where it uses it. */
export interface Activities
  extends TellingActivities,
    CallingActivities,
    RecordActivities,
    OperationTestActivities {}

export interface TellingActivities {
  /** Mails an alert to contacts, each once for this step; ends when each was taken or refused (R5.2.1). */
  sendAlertMail(order: {
    incident: number;
    step: string;
    rule: string;
    alert: number;
    to: string[];
  }): Promise<Told>;
  /** Posts one chat line (R5.4); ends when it was taken or refused. */
  postChatLine(order: {
    incident: number;
    step: string;
    kind: "alert" | "repeat" | "recovery";
    /** A recovery is told only where the occurrence was. */
    occurrence: number;
    alert: number;
    chat: string;
  }): Promise<Told>;
  /** Mails the recovery to everyone who was told of this occurrence by mail or rung for it (R5.1d). */
  sendRecoveryMail(order: {
    incident: number;
    step: string;
    occurrence: number;
    alert: number;
  }): Promise<Told>;
  /** Mails how every call of a list ended, because nobody was reached (R5.2.2e). */
  sendFallbackMail(order: {
    incident: number;
    step: string;
    callStep: string;
    rule: string;
    alert: number;
  }): Promise<Told>;
  /** Tells the operators by every channel that is set up; the incident stays in their queue either way. */
  tellOperators(order: {
    incident: number;
    step: string;
    why: OperatorsReason;
    detail: string | null;
  }): Promise<Told>;
}

export interface Told {
  sent: number;
  refused: number;
}

export interface CallingActivities {
  /** Claims one place of a list for one ring: the skip interval, and what is stored but not yet relayed, decide. */
  claimCall(order: CallOrder): Promise<Claim>;
  /** Asks the provider for the call; never twice for one row. */
  dialCall(order: {
    call: string;
    /** The workflow knows already why it must not ring any more. */
    stopped: StopReason | null;
    /** No further try follows: a request that was not taken is recorded as failed. */
    lastTry: boolean;
  }): Promise<Dialled>;
  /** Looks at what is known of a call, then at the provider's; `last`: settle it whatever is found. */
  lookUpCall(order: { call: string; last: boolean }): Promise<CallSeen>;
  endCall(order: { call: string; how: HowToEnd }): Promise<void>;
  /** Reads the call's end from its stored facts and records it. */
  recordCallEnd(order: { call: string }): Promise<CallSeen>;
}

export interface CallOrder {
  incident: number;
  occurrence: number;
  step: string;
  round: number;
  position: number;
  try: number;
  contact: string;
  skipMinutes: number;
  ringSeconds: number;
}

export type Claim =
  | { result: "claimed"; call: string }
  | { result: "skipped"; reason: string }
  | { result: "stopped"; why: StopReason }
  /** Another list of this incident rings this number now: ask again when that call has ended. */
  | { result: "number-in-use"; by: string };

export type Dialled =
  | { result: "accepted" }
  | { result: "unknown" }
  | { result: "not-placed"; retryAfterSeconds: number | null }
  | { result: "refused" }
  | { result: "stopped"; why: StopReason };

export type CallSeen =
  | { state: "ended"; outcome: CallOutcome }
  | { state: "ringing" }
  | { state: "talking" }
  /** The provider's list does not have it: the phone cannot have rung. */
  | { state: "absent" }
  /** The provider does not answer. */
  | { state: "no-word" };

export interface RecordActivities {
  /** A new occurrence on the same incident: the SLO begins anew where nobody had responded yet. */
  recordOccurrence(fact: {
    incident: number;
    occurrence: number;
    level: Level;
    at: number;
    newSlo: boolean;
  }): Promise<void>;
  recordAlertEvent(fact: {
    incident: number;
    sequence: number;
    event: AlertEvent;
    level: Level;
    acknowledgementLapsed: boolean;
    reason: string;
    at: number;
  }): Promise<void>;
  recordRecovery(fact: { incident: number; occurrence: number; at: number }): Promise<void>;
  recordAcknowledgement(fact: {
    incident: number;
    occurrence: number;
    by: string;
    level: Level;
    at: number;
  }): Promise<void>;
  /** What became of an automatic call, for the timeline. */
  recordListEnd(fact: { incident: number; step: string; text: string; at: number }): Promise<void>;
  /** Marks the warning; false where the ledger knows of a first response. */
  recordSloWarning(fact: { incident: number; occurrence: number; at: number }): Promise<{ due: boolean }>;
  recordSloBreach(fact: { incident: number; occurrence: number; at: number }): Promise<{ due: boolean }>;
  /** Closes unless an alert was bound that the workflow has not seen. */
  closeIncident(fact: {
    incident: number;
    seenUpTo: number;
    reason: string;
    at: number;
  }): Promise<{ closed: boolean }>;
}
