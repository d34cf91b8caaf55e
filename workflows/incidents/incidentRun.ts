import type { Workflow } from "@temporalio/common";
import {
  CancellationScope,
  type ChildWorkflowHandle,
  isCancellation,
  log,
  workflowInfo,
} from "@temporalio/workflow";
import type { Level } from "../../domain/alerts/level.ts";
import type { StopReason } from "../../domain/calls/list.ts";
import type { Handling } from "../../domain/incidents/handling.ts";
import { type AlertMessage, freshMemory, type IncidentMemory } from "../../domain/incidents/state.ts";
import { operatorsStep } from "../../domain/incidents/steps.ts";
import { telling } from "../activities.ts";
import type { IncidentInput, IncidentOpening, KeyPressed, SloMemory } from "../contract/incident.ts";
import { type Priority, priorityFor } from "../contract/priority.ts";
import type { EndRun } from "../contract/runbookRun.ts";

/** One incident in flight: what it remembers, what has arrived, and what it is doing. */
export interface IncidentRun {
  /** Changes only when an operator assigns a customer or a rule. */
  opening: IncidentOpening;
  memory: IncidentMemory;
  /** Of the rule that matched last. */
  handling: Handling;
  slo: SloMemory;
  readonly inbox: AlertMessage[];
  /** The main loop is in the middle of what it took out of `inbox` or `keys`. */
  takingIn: boolean;
  readonly keys: KeyPressed[];
  /** Calls that somebody said have ended; the ledger says how. */
  readonly endedCalls: Set<string>;
  /** Calls in which a 1 won. */
  readonly wonCalls: Set<string>;
  /** Stored facts that a claim met before their signal came. */
  storedStop: { occurrence: number; level: Level; why: StopReason } | null;
  /** Runs of runbooks under way, by what they are part of. */
  readonly runs: Map<string, RunUnderWay>;
  /** Their steps that somebody has answered, by run and place in the tree. */
  readonly answeredSteps: Set<string>;
  /** What is being done now, named for people. */
  readonly underWay: Map<number, Job>;
  /** Calls that ring or talk now. */
  callsInFlight: number;
  /** Steps of an earlier run that are already being resent; do not start them again. */
  readonly takenUp: Set<string>;
  /** Nothing is known yet: an earlier run is gone, and the rows are being read. */
  rebuilding: boolean;
  /** The last telling by channel, so that nobody hears of a recovery before the alert. */
  readonly order: Map<string, Promise<unknown>>;
  nextJob: number;
  /** An operator's word that it is done with; the main loop closes it. */
  resolving: Resolving | null;
  /** Who is giving it its rule or customer just now. */
  assigning: string | null;
  /** Mails and chat lines to customers that are still being tried: an operator's word ends them (R5.1e). */
  readonly withdrawable: CancellationScope;
  /** What the Temporal UI's columns show now. */
  shown: { state: string; level: string; acknowledged: boolean } | null;
}

export interface Job {
  /** Named for people. */
  what: string;
  since: number;
}

export interface RunUnderWay {
  runbook: string;
  /** The occurrence it began in; null where its name does not say so. */
  occurrence: number | null;
  /** Started by an earlier run of this incident. */
  ofEarlier: boolean;
  /** null: it has no workflow yet. */
  workflowId: string | null;
  /** Somebody has ended it, perhaps before it began. */
  ending: EndRun | null;
  /** null: it is only about to begin. */
  ready: Pick<ChildWorkflowHandle<Workflow>, "signal"> | null;
}

export interface Resolving {
  by: string;
  request: string | null;
  reason: string;
  /** The name that stands on the timeline, once it is closed. */
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

/** The relay sets the columns at the start: they need no event of their own. */
function shownAtStart(opening: IncidentOpening, carried: IncidentMemory | null): IncidentRun["shown"] {
  if (carried !== null) return null;
  const state = opening.handling.operators === "triage" ? "triage" : "open";
  return { state, level: opening.level, acknowledged: false };
}

/**
 * Begins something that goes on beside everything else. The incident does not close before it has ended. A fault of ours
 * never ends an incident: operators are told, and the rest goes on.
 */
export function begin(run: IncidentRun, what: string, work: () => Promise<void>): void {
  const job = run.nextJob++;
  run.underWay.set(job, { what, since: Date.now() });
  work()
    .catch((fault: unknown) => (wasWithdrawn(run, fault) ? undefined : reportFault(run, what, fault)))
    .finally(() => run.underWay.delete(job));
}

const wasWithdrawn = (run: IncidentRun, fault: unknown): boolean =>
  run.resolving !== null && isCancellation(fault);

export async function reportFault(run: IncidentRun, what: string, fault: unknown): Promise<void> {
  // Cancelled in the Temporal UI: this run ends, and the next one takes up what was under way.
  if (CancellationScope.current().consideredCancelled) return;
  log.error("part of an incident failed", { what, fault: String(fault) });
  await telling.tellOperators.executeWithOptions({ summary: `${what}: 失敗をオペレーターへ連絡` }, [
    {
      incident: run.opening.number,
      step: operatorsStep(run.memory.occurrence, `fault/${workflowInfo().historyLength}`),
      why: { kind: "fault", what },
    },
  ]);
}

export const chatOrder = (chat: string): string => `chat ${chat}`;

/** Runs once everything told earlier through the same channel has ended. */
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
 * A mail was taken or a phone rang: the promise is kept (R3.1a). The ledger holds the moment. What an earlier occurrence was
 * told keeps no promise of this one.
 */
export function noteResponse(run: IncidentRun, occurrence: number): void {
  if (occurrence === run.memory.occurrence) run.slo.responded = true;
}
