import type { StopReason } from "../domain/calling/list.ts";
import type { CallOutcome, HowToEnd } from "../domain/calling/outcome.ts";
import type { AlertEvent } from "../domain/incident/alerts.ts";
import type { Assigned } from "../domain/incident/assigned.ts";
import type { OperatorsReason } from "../domain/incident/attention.ts";
import type { RebuiltIncident } from "../domain/incident/rebuilt.ts";
import type { Level } from "../domain/level.ts";
import type { OperatorCallsView } from "../domain/operatorCalls/list.ts";
import type { CallResult } from "../domain/operatorCalls/result.ts";
import type { OperationTestActivities } from "./operationTests/contract.ts";
import type { RunbookActivities } from "./runbooks/contract.ts";
import type { SecondaryActivities } from "./secondary/contract.ts";

/** What workflows ask of activities. Ids only: an activity reads the address or number where it uses it. */
export interface Activities
  extends TellingActivities,
    OperatorTellingActivities,
    CallingActivities,
    OperatorCallActivities,
    RecordActivities,
    PeopleActivities,
    OperationTestActivities,
    RunbookActivities,
    SecondaryActivities {}

/** Who says something, and the request it came by: a name is believed only where the API wrote that request down. */
export interface Actor {
  by: string;
  request: string | null;
}

/**
 * A mail ends when each address was taken or refused; a first try ends when each was tried, and says how many are pending.
 * Histories of before there were first tries have neither.
 */
export interface Tries {
  firstTry?: boolean;
}

export interface TellingActivities {
  /** Mails an alert to contacts, each once for this step (R5.2.1). */
  sendAlertMail(
    order: Tries & {
      incident: number;
      step: string;
      rule: string;
      alert: number;
      to: string[];
    },
  ): Promise<Told>;
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
  /**
   * Mails the recovery to everyone who was told of this occurrence by mail or rung for it (R5.1d), after whatever they are
   * still to be told; given up where it fires again first.
   */
  sendRecoveryMail(
    order: Tries & {
      incident: number;
      step: string;
      occurrence: number;
      alert: number;
    },
  ): Promise<Told>;
  /** Mails how every call of a list ended, because nobody was reached (R5.2.2e). */
  sendFallbackMail(
    order: Tries & {
      incident: number;
      step: string;
      callStep: string;
      rule: string;
      alert: number;
    },
  ): Promise<Told>;
  /** Goes on with what was begun to be told to one recipient, as it was written down then. */
  sendPending(order: PendingTelling & { incident: number }): Promise<Told>;
  /** Tells the operators by every channel that is set up; the incident stays in their queue either way. */
  tellOperators(order: {
    incident: number;
    step: string;
    why: OperatorsReason;
    detail: string | null;
  }): Promise<Told>;
}

/** What operators and escalation send. */
export interface OperatorTellingActivities {
  /** Mails what an operator wrote, or the standard text; each contact once for this step (R5.3.1). */
  sendOperatorMail(
    order: Tries & {
      incident: number;
      step: string;
      to: string[];
      subject: string | null;
      body: string | null;
    },
  ): Promise<Told>;
  /** Posts what an operator wrote, or the standard line, to one chat (R5.4). */
  postOperatorChat(order: {
    incident: number;
    step: string;
    chat: string;
    text: string | null;
  }): Promise<Told>;
  /** Mails that the incident was escalated, with what was tried. */
  sendEscalationMail(
    order: Tries & { incident: number; step: string; to: string[]; reason: string },
  ): Promise<Told>;
  /** Mails how the operators' calls ended, because nobody was reached in two rounds (R5.3.2). */
  sendOperatorCallsMail(
    order: Tries & {
      incident: number;
      step: string;
      occurrence: number;
      to: string[];
    },
  ): Promise<Told>;
}

export interface Told {
  sent: number;
  refused: number;
  /** Neither taken nor refused yet; left out where there is none. */
  pending?: number;
}

/** What one recipient has not been told yet, though it was begun; the steps in their order. */
export interface PendingTelling {
  channel: "mail" | "chat";
  recipient: string;
  steps: string[];
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

/** Operators' own calls (R5.3.2). */
export interface OperatorCallActivities {
  /** The row of an operator's call. `request` names the action: asked again, it is the same row. */
  claimOperatorCall(order: {
    incident: number;
    occurrence: number;
    request: string;
    round: number;
    position: number;
    contact: string;
    calledBy: string;
    /** null: called by hand. */
    operatorPhone: string | null;
    placedAt: number | null;
  }): Promise<{ result: "claimed"; call: string } | { result: "no-phone" | "bad-phone" }>;
  /** Rings the operator's own telephone, then bridges the contact; never twice for one row. */
  dialOperator(order: { call: string }): Promise<Dialled>;
  /** What became of it by its stored facts and, where wanted, the provider's word. */
  operatorCallEnd(order: { call: string; lookUp: boolean; last: boolean }): Promise<OperatorCallSeen>;
  /** Ends a conversation in the ledger whose result nobody said; one that is said later stands all the same. */
  recordNoResult(fact: { call: string }): Promise<void>;
  /** Adds the operator's, or the provider's, word to the call. */
  recordOperatorResult(fact: {
    call: string;
    result: CallResult;
    by: string;
    note: string | null;
    at: number;
  }): Promise<void>;
}

export type OperatorCallSeen =
  | { state: "ringing" | "talking" | "no-word" }
  /** null: somebody answered, and the operator must say who. */
  | { state: "ended"; result: CallResult | null; reason: string | null; contactCalled: boolean };

/** What people do to an incident, written down; each answers the name that stands on the timeline. */
export interface PeopleActivities {
  recordTake(fact: { incident: number; actor: Actor; from: string | null; at: number }): Promise<string>;
  recordNote(fact: { incident: number; actor: Actor; text: string; at: number }): Promise<string>;
  /** The name of whoever orders something that is written down elsewhere. */
  nameActor(fact: { actor: Actor; incident: number; at: number }): Promise<string>;
  /** Writes down that an operator sends something, before it is sent; answers who of them the customer does not have. */
  recordSending(fact: {
    incident: number;
    actor: Actor;
    step: string;
    channel: "mail" | "chat";
    /** Ids of contacts or chats. */
    to: string[];
    at: number;
  }): Promise<{ unknown: string[] }>;
  recordEscalation(fact: {
    incident: number;
    occurrence: number;
    rule: string;
    text: string;
    actor: Actor | null;
    operatorCalls: OperatorCallsView | null;
    /** Left out by runs of before. */
    version?: number;
    at: number;
  }): Promise<string>;
  /** Where the operators' list stands now; `text` is null where a call's own line says enough. */
  recordOperatorCalls(fact: {
    incident: number;
    operatorCalls: OperatorCallsView;
    version?: number;
    text: string | null;
    at: number;
  }): Promise<void>;
  /** Gives an incident in triage its rule, or its customer and with it a rule (R5.1a). */
  assignIncident(fact: {
    incident: number;
    actor: Actor;
    rule: string | null;
    customer: string | null;
    at: number;
  }): Promise<Assigned>;
}

export interface RecordActivities {
  /** Whether anything of this incident was accepted up to an instant that its workflow has not been told yet. */
  isUnheard(question: { incident: number; seenUpTo: number; upTo: number }): Promise<boolean>;
  /** What an incident whose run is gone knew, by its rows; null: it is closed. `before` leaves out what came from then on. */
  rebuildIncident(order: { incident: number; before: number | null }): Promise<RebuiltIncident | null>;
  recordRebuilt(fact: { incident: number; run: string; at: number }): Promise<void>;
  /** What was begun to be told and is still pending, and the notices to operators that were begun at all. */
  readTold(order: { incident: number }): Promise<{ pending: PendingTelling[]; operatorsSteps: string[] }>;
  /**
   * A new occurrence on the same incident. `newSlo`: with a clock of its own, unless the one before had run out (`broken`).
   * Workflows of old histories heard nothing.
   */
  recordOccurrence(fact: {
    incident: number;
    occurrence: number;
    level: Level;
    at: number;
    newSlo: boolean;
  }): Promise<{ broken: boolean } | undefined>;
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
  /** Answers the name that stands on the timeline; workflows of old histories heard nothing. */
  recordAcknowledgement(fact: {
    incident: number;
    occurrence: number;
    by: string;
    /** The request of a person's word; left out for keys and tools. */
    request?: string;
    /** Who was reached by an operator's call, by the contact's id: then it is their word. */
    contact?: string;
    level: Level;
    at: number;
  }): Promise<string | undefined>;
  /** What became of an automatic call, for the timeline. */
  recordListEnd(fact: { incident: number; step: string; text: string; at: number }): Promise<void>;
  /** Marks the warning; false where the ledger knows of a first response. */
  recordSloWarning(fact: { incident: number; occurrence: number; at: number }): Promise<{ due: boolean }>;
  /** Writes a breach down; `undecided`: only a call that still rings speaks against it, so it must be asked again. */
  recordSloBreach(fact: {
    incident: number;
    occurrence: number;
    at: number;
  }): Promise<{ due: boolean; undecided?: boolean }>;
  /** Closes unless an alert was bound that the workflow has not seen. */
  closeIncident(fact: {
    incident: number;
    seenUpTo: number;
    reason: string;
    /** Who says that it is done with, and why. */
    resolved?: { actor: Actor; reason: string };
    at: number;
  }): Promise<{ closed: boolean; by?: string }>;
}
