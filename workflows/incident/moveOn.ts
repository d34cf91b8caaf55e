import { allHandlersFinished, patched, workflowInfo } from "@temporalio/workflow";
import type { AlertSignal, IncidentInput, UnderWay } from "../contract/incident.ts";
import type { IncidentRun } from "./run.ts";

/** Below Temporal's own suggestion (4,096), so that a burst of signals still fits. */
const longEvents = 3_000;

/**
 * Temporal takes 10,000 signals in one run, each an event at least, and refuses all that follow: before that it moves on,
 * whatever is under way.
 */
const longestEvents = 8_000;

/** What has been tried for so long is no short act that is about to end. */
const patientMilliseconds = 2 * 60_000;

/**
 * Whether to go on in a new history: between acts where that can be had, with what is only tried again and again (a
 * server that takes no mail) to be taken up there.
 */
export function mayMoveOn(run: IncidentRun): boolean {
  const { historyLength, continueAsNewSuggested } = workflowInfo();
  if (!continueAsNewSuggested && historyLength <= longEvents) return false;
  // A key that came in this moment is taken in first.
  if (!allHandlersFinished() || run.keys.length > 0) return false;
  return historyLength > longestEvents || run.underWay.size === 0 || onlyTries(run);
}

function onlyTries({ callsInFlight, runs, underWay }: IncidentRun): boolean {
  const before = Date.now() - patientMilliseconds;
  return (
    callsInFlight === 0 && runs.size === 0 && [...underWay.values()].every(({ since }) => since <= before)
  );
}

/** The thousand of events in which a history of an earlier version was found not to have moved on. */
const thousandOf = (): number => Math.floor(workflowInfo().historyLength / 1_000);

/**
 * A history of before this was known did not move on here. It is asked again every thousand events, so that a run of
 * that time moves on too, as soon as it is past what was written down.
 */
export function movesOnBusy(run: IncidentRun): boolean {
  if (run.staysUntil > thousandOf()) return false;
  if (patched(`moves-on-busy-${thousandOf()}`)) return true;
  run.staysUntil = thousandOf() + 1;
  return false;
}

export function carriedOn(run: IncidentRun): IncidentInput {
  const waiting: AlertSignal[] = [...run.inbox, ...run.forTheNext];
  const { opening, memory, handling, slo } = run;
  const underWay = run.underWay.size === 0 ? null : whatIsUnderWay(run);
  return { opening, carried: { memory, handling, slo, waiting, underWay } };
}

const whatIsUnderWay = ({ runs, endedCalls, wonCalls }: IncidentRun): UnderWay => ({
  runs: [...runs].map(([step, { runbook }]) => ({ step, runbook })),
  endedCalls: [...endedCalls],
  wonCalls: [...wonCalls],
});
