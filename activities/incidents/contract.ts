import type { Level } from "../../domain/alerts/level.ts";
import type { OpenRing, RebuiltIncident } from "../../domain/incidents/rebuilt.ts";
import type { AlertMessage } from "../../domain/incidents/state.ts";
import type { SaidBy } from "../../domain/people/actor.ts";
import type { TimelineEvent } from "../../domain/timeline.ts";
import type { PendingTelling } from "../messages/contract.ts";

export interface RecordActivities {
  /** Whether anything accepted for this incident up to an instant has not reached its workflow yet. */
  isUnheard(question: { incident: number; seenUpTo: number; upTo: number }): Promise<boolean>;
  /** Reads what an incident without a run knew, leaving out alerts from `before` on; null: it is closed. */
  rebuildIncident(order: { incident: number; before: number | null }): Promise<RebuiltIncident | null>;
  /** The next alerts after `after`, in order, in the form a run receives them; empty: there are no more. */
  alertsAfter(order: { incident: number; before: number | null; after: number }): Promise<AlertMessage[]>;
  recordRebuilt(fact: { incident: number; run: string; at: number }): Promise<void>;
  /** What was begun and is still pending, and every operator notice that was begun. */
  readTold(order: {
    incident: number;
  }): Promise<{ pending: PendingTelling[]; operatorsSteps: string[]; closed?: true }>;
  /**
   * Begins a new occurrence of the incident. `newSlo`: it gets its own clock, unless the previous one has run
   * out (`broken`).
   */
  recordOccurrence(fact: {
    incident: number;
    occurrence: number;
    level: Level;
    at: number;
    newSlo: boolean;
    /** A silence is over, and the incident still burns. */
    aloud?: true;
  }): Promise<{ broken: boolean }>;
  recordAlertEvent(fact: {
    incident: number;
    sequence: number;
    /** What the alert meant. */
    event: TimelineEvent;
    level: Level;
    acknowledgementLapsed: boolean;
    at: number;
  }): Promise<void>;
  recordRecovery(fact: { incident: number; occurrence: number; at: number }): Promise<StillRinging>;
  /** Returns the name shown on the timeline. */
  recordAcknowledgement(fact: {
    incident: number;
    occurrence: number;
    by: string;
    /** The request of a person's acknowledgement; absent for keys and tools. */
    request?: string;
    /** Id of the contact whom an operator reached by telephone; that contact then acknowledges. */
    contact?: string;
    level: Level;
    at: number;
  }): Promise<StillRinging & { by: string }>;
  /** Records the outcome of an automatic call list on the timeline. */
  recordListEnd(fact: {
    incident: number;
    step: string;
    result: "nobody" | "all-skipped";
    at: number;
  }): Promise<void>;
  /** Records the warning unless the ledger has a first response (`due: false`). */
  recordSloWarning(fact: { incident: number; occurrence: number; at: number }): Promise<{ due: boolean }>;
  /** Records a breach. `undecided`: it depends on a call that still rings, so ask again. */
  recordSloBreach(fact: {
    incident: number;
    occurrence: number;
    at: number;
  }): Promise<{ due: boolean; undecided?: boolean }>;
  /** Closes the incident unless an alert was bound to it that the workflow has not seen. */
  closeIncident(fact: {
    incident: number;
    seenUpTo: number;
    /** By itself, or because a person resolved it. */
    why: "recovered" | "quiet" | { actor: SaidBy; reason: string };
    at: number;
  }): Promise<StillRinging & { closed: boolean; by?: string }>;
}

/** Told where a fact is recorded that stops call lists: their calls that were requested and have no end yet. */
export interface StillRinging {
  ringing: OpenRing[];
}
