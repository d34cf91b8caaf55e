import { CancellationScope, isCancellation, workflowInfo } from "@temporalio/workflow";
import type { Level } from "../../domain/alerts/level.ts";
import type { StopReason } from "../../domain/calls/list.ts";
import type { Handling } from "../../domain/incidents/handling.ts";
import { type AlertMessage, freshMemory, type IncidentMemory } from "../../domain/incidents/state.ts";
import { operatorsStep } from "../../domain/incidents/steps.ts";
import type { IncidentInput, IncidentOpening, KeyPressed, SloMemory } from "../contract/incident.ts";
import { type Priority, priorityFor } from "../contract/priority.ts";
import type { EndRun } from "../contract/runbookRun.ts";
import { beside, type Job, reportFault, tellOperatorsOfFault } from "../kit/beside.ts";
import type { RunHandle } from "../runbooks/carryOut.ts";

/** One incident in progress: what it remembers, what has arrived, and what it is doing. */
export interface IncidentRun {
  /** Changes only when an operator assigns a customer or rule. */
  opening: IncidentOpening;
  memory: IncidentMemory;
  /** From the rule that matched last. */
  handling: Handling;
  slo: SloMemory;
  readonly inbox: AlertMessage[];
  /** The main loop is working on items it took from `inbox` or `keys`. */
  takingIn: boolean;
  readonly keys: KeyPressed[];
  /** Calls reported as ended; the ledger says how they ended. */
  readonly endedCalls: Set<string>;
  /** Calls of lists whose end this run awaits, or awaited. */
  readonly followedCalls: Set<string>;
  /** Calls being claimed; each has a row soon, or never. */
  claims: number;
  /** Calls in which a 1 won. */
  readonly wonCalls: Set<string>;
  /** A stop that claiming a call found in the rows before its signal arrived. */
  storedStop: { occurrence: number; level: Level; why: StopReason } | null;
  /** Runbook runs in progress, by the step they belong to. */
  readonly runs: Map<string, RunUnderWay>;
  /** Runbook steps already answered, by run and place in the tree. */
  readonly answeredSteps: Set<string>;
  /** What is being done now, worded for people. */
  readonly underWay: Map<number, Job>;
  /** Calls that are ringing or connected now. */
  callsInFlight: number;
  /** Steps of an earlier run that are already being resent; do not start them again. */
  readonly takenUp: Set<string>;
  /** An earlier run is gone and its rows are still being read; until then nothing is known. */
  rebuilding: boolean;
  /** The last send of each channel, so that no recipient gets the recovery before the alert. */
  readonly order: Map<string, Promise<unknown>>;
  nextJob: number;
  /** An operator has resolved the incident; the main loop closes it. */
  resolving: Resolving | null;
  /** Who is assigning its rule or customer right now. */
  assigning: string | null;
  /** Mail and chat to customers still being tried; resolving the incident cancels them (R5.1e). */
  readonly withdrawable: CancellationScope;
  /** What the Temporal UI's columns show now; null until this run sets them. */
  shown: { state: string; level: string; acknowledged: boolean } | null;
}

export interface RunUnderWay {
  runbook: string;
  /** The occurrence it began in; null if its step does not name one. */
  occurrence: number | null;
  /** Started by an earlier run of this incident. */
  ofEarlier: boolean;
  /** null until its workflow id is known. */
  workflowId: string | null;
  /** Set once somebody ends the run, perhaps before it has begun. */
  ending: EndRun | null;
  /** null until it has begun. */
  ready: RunHandle | null;
}

export interface Resolving {
  by: string;
  request: string | null;
  reason: string;
  /** The name shown on the timeline; null until it is closed. */
  closedBy: string | null;
}

export function beginRun(input: IncidentInput): IncidentRun {
  const { opening, carried } = input;
  return {
    opening,
    memory: carried?.memory ?? freshMemory(opening.level, opening.detectedAt),
    handling: carried?.handling ?? opening.handling,
    slo: carried?.slo ?? {
      detectedAt: opening.detectedAt,
      responded: false,
      warned: false,
      breached: false,
      judged: false,
    },
    inbox: [...(carried?.waiting ?? [])],
    takingIn: false,
    keys: [],
    endedCalls: new Set(carried?.underWay?.endedCalls),
    followedCalls: new Set(),
    claims: 0,
    wonCalls: new Set(carried?.underWay?.wonCalls),
    storedStop: null,
    runs: new Map(),
    answeredSteps: new Set(),
    underWay: new Map(),
    callsInFlight: 0,
    takenUp: new Set(),
    rebuilding: input.rebuild !== null,
    order: new Map(),
    nextJob: 0,
    resolving: null,
    assigning: null,
    withdrawable: new CancellationScope(),
    shown: shownAtStart(opening, carried?.memory ?? null),
  };
}

/** The relay sets the columns when it starts the workflow, so they need no event of their own. */
function shownAtStart(opening: IncidentOpening, carried: IncidentMemory | null): IncidentRun["shown"] {
  if (carried !== null) return null;
  const state = opening.handling.operators === "triage" ? "triage" : "open";
  return { state, level: opening.level, acknowledged: false };
}

/** Starts work that continues beside everything else. The incident does not close before it ends. */
export function begin(run: IncidentRun, what: string, work: () => Promise<void>): void {
  beside(run.underWay, run.nextJob++, { what, work }, (fault) =>
    wasWithdrawn(run, fault) ? undefined : tellFault(run, what, fault),
  );
}

const wasWithdrawn = (run: IncidentRun, fault: unknown): boolean =>
  run.resolving !== null && isCancellation(fault);

export function tellFault(run: IncidentRun, what: string, fault: unknown): Promise<void> {
  const reason = `fault/${workflowInfo().historyLength}`;
  const order = { incident: run.opening.number, step: operatorsStep(run.memory.occurrence, reason) };
  return reportFault(what, fault, () => tellOperatorsOfFault(order, what));
}

/** Counts a call while it is in progress. */
export async function inFlight<T>(run: IncidentRun, call: () => Promise<T>): Promise<T> {
  run.callsInFlight++;
  try {
    return await call();
  } finally {
    run.callsInFlight--;
  }
}

export const chatOrder = (chat: string): string => `chat ${chat}`;

/** Runs `tell` after everything sent earlier through the same channel has ended. */
export async function inOrder<T>(run: IncidentRun, channel: string, tell: () => Promise<T>): Promise<T> {
  const before = run.order.get(channel) ?? Promise.resolve();
  const now = before.catch(() => undefined).then(() => run.withdrawable.run(tell));
  run.order.set(channel, now);
  try {
    return await now;
  } finally {
    if (run.order.get(channel) === now) run.order.delete(channel);
  }
}

export const priorityOf = ({ memory, opening }: IncidentRun): Priority =>
  priorityFor(memory.level, opening.customer);

/**
 * Notes that a mail was accepted or a phone rang, which keeps the SLO (R3.1a). The ledger holds the moment. A
 * response to an earlier occurrence does not count for this one.
 */
export function noteResponse(run: IncidentRun, occurrence: number): void {
  if (occurrence === run.memory.occurrence) run.slo.responded = true;
}
