import { defineSignal } from "@temporalio/workflow";
import type { Level } from "../../domain/alerts/level.ts";
import type { Plan } from "../../domain/customers/plan.ts";
import type { Handling } from "../../domain/incidents/handling.ts";
import type { AlertMessage, IncidentMemory } from "../../domain/incidents/state.ts";

export const incidentWorkflow = "incident";

/** Everything an incident needs from outside, read once as it opens. Times are epoch milliseconds. */
export interface IncidentOpening {
  number: number;
  customer: string | null;
  source: string;
  system: string | null;
  node: string;
  alarm: string;
  level: Level;
  plan: Plan | null;
  handling: Handling;
  detectedAt: number;
  sloWarningMinutes: number;
}

/** One alert and any that waited behind it, sent by the relay. */
export interface AlertSignal {
  /** In order of their sequence. */
  alerts: AlertMessage[];
}

export interface SloMemory {
  detectedAt: number;
  responded: boolean;
  warned: boolean;
  breached: boolean;
  /** The ledger has decided whether the SLO was kept. */
  judged: boolean;
}

/** What an incident carries when it continues as new. */
export interface CarriedIncident {
  memory: IncidentMemory;
  handling: Handling;
  slo: SloMemory;
  waiting: AlertMessage[];
  /** Work in progress for the next run to resume; null if the incident was idle. */
  underWay: UnderWay | null;
}

/** What a run takes over from the previous one. The ledger holds everything else that was begun. */
export interface UnderWay {
  /** Runbook runs; their workflows continue on their own. */
  runs: BegunRun[];
  /** Calls of this occurrence that are known to have ended, and those in which a 1 won. */
  endedCalls: string[];
  wonCalls: string[];
}

export interface BegunRun {
  step: string;
  runbook: string;
}

/** The incident's run is gone (ended in the Temporal UI, or failed); a new run reads the rows instead. */
export interface Rebuilding {
  /**
   * The sequence of the alert that found the run gone. The new run reads the alerts before it from the rows
   * and receives this one by signal. null: no alert came.
   */
  before: number | null;
}

export interface IncidentInput {
  opening: IncidentOpening;
  carried: CarriedIncident | null;
  /** Null for the incident's first run. */
  rebuild: Rebuilding | null;
}

/** A key pressed on the telephone; the call's row and its facts are stored before this is sent. */
export interface KeyPressed {
  incident: number;
  call: string;
  digit: string;
  /** The digit is 1 and no earlier 1 won. */
  wins: boolean;
  /** Who pressed it, as named on the timeline. */
  by: string;
  at: number;
  /** The incident's state when the key was pressed: a 1 covers this occurrence up to this level. */
  occurrence: number;
  level: Level;
}

export interface CallEnded {
  incident: number;
  call: string;
}

export const alertReceived = defineSignal<[AlertSignal]>("alertReceived");

export const keyPressed = defineSignal<[KeyPressed]>("keyPressed");

export const callEnded = defineSignal<[CallEnded]>("callEnded");
