import type { Level } from "../../domain/alerts/level.ts";
import type { RebuiltIncident } from "../../domain/incidents/rebuilt.ts";
import type { AlertMessage } from "../../domain/incidents/state.ts";
import type { SaidBy } from "../../domain/people/actor.ts";
import type { TimelineEvent } from "../../domain/timeline.ts";
import type { PendingTelling } from "../messages/contract.ts";

export interface RecordActivities {
  /** Whether anything of this incident was accepted up to an instant that its workflow has not been told yet. */
  isUnheard(question: { incident: number; seenUpTo: number; upTo: number }): Promise<boolean>;
  /** What an incident whose run is gone knew, by its rows; null: it is closed. `before` leaves out what came from then on. */
  rebuildIncident(order: { incident: number; before: number | null }): Promise<RebuiltIncident | null>;
  /** The next alerts after that one, in their order, as a run hears of them; none: there are no more. */
  alertsAfter(order: { incident: number; before: number | null; after: number }): Promise<AlertMessage[]>;
  recordRebuilt(fact: { incident: number; run: string; at: number }): Promise<void>;
  /** What was begun to be told and is still pending, and the notices to operators that were begun at all. */
  readTold(order: {
    incident: number;
  }): Promise<{ pending: PendingTelling[]; operatorsSteps: string[]; closed?: true }>;
  /**
   * A new occurrence on the same incident. `newSlo`: with a clock of its own, unless the one before had run out (`broken`).
   * In old histories it returned nothing.
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
    /** What the alert meant. */
    event: TimelineEvent;
    level: Level;
    acknowledgementLapsed: boolean;
    at: number;
  }): Promise<void>;
  recordRecovery(fact: { incident: number; occurrence: number; at: number }): Promise<void>;
  /** Returns the name that stands on the timeline; nothing in old histories. */
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
  /** The outcome of an automatic call, for the timeline. */
  recordListEnd(fact: {
    incident: number;
    step: string;
    result: "nobody" | "all-skipped";
    at: number;
  }): Promise<void>;
  /** Marks the warning; false where the ledger knows of a first response. */
  recordSloWarning(fact: { incident: number; occurrence: number; at: number }): Promise<{ due: boolean }>;
  /** Writes a breach down; `undecided`: it depends on a call that still rings, so ask again. */
  recordSloBreach(fact: {
    incident: number;
    occurrence: number;
    at: number;
  }): Promise<{ due: boolean; undecided?: boolean }>;
  /** Closes unless an alert was bound that the workflow has not seen. */
  closeIncident(fact: {
    incident: number;
    seenUpTo: number;
    /** Of itself, or because a person says that it is done with. */
    why: "recovered" | "quiet" | { actor: SaidBy; reason: string };
    at: number;
  }): Promise<{ closed: boolean; by?: string }>;
}
