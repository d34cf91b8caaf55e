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

/** An alert is relayed, with those that waited behind it. */
export interface AlertSignal {
  /** In their order. */
  alerts: AlertMessage[];
}

export interface SloMemory {
  detectedAt: number;
  responded: boolean;
  warned: boolean;
  breached: boolean;
  /** The ledger has said whether it was kept. */
  judged: boolean;
}

/** What an incident carries when it continues as new. */
export interface CarriedIncident {
  memory: IncidentMemory;
  handling: Handling;
  slo: SloMemory;
  waiting: AlertMessage[];
  /** What was under way, for the next run to take up; null if it was idle. */
  underWay: UnderWay | null;
}

/** What a run takes over from the previous one; everything else that was begun is in the ledger. */
export interface UnderWay {
  /** Runs of runbooks: their workflows go on by themselves. */
  runs: BegunRun[];
  /** Calls of this occurrence whose end has been heard of, and those in which a 1 won. */
  endedCalls: string[];
  wonCalls: string[];
}

export interface BegunRun {
  step: string;
  runbook: string;
}

/** The run of an incident is gone (ended in the Temporal UI, or failed): what it knew is read from the rows. */
export interface Rebuilding {
  /** The sequence of the alert that found the run gone, for the new run to take in; null: no alert came. */
  before: number | null;
}

export interface IncidentInput {
  opening: IncidentOpening;
  carried: CarriedIncident | null;
  /** Where the incident has had a run before this one. */
  rebuild: Rebuilding | null;
}

/** A fact of the telephone: the call's row and its facts are stored already. */
export interface KeyPressed {
  incident: number;
  call: string;
  digit: string;
  /** 1, and nobody had it before. */
  wins: boolean;
  /** Who pressed it, as the timeline names people. */
  by: string;
  at: number;
  /** What the incident was when it was pressed: a 1 covers this occurrence up to this level. */
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
