import { allHandlersFinished, workflowInfo } from "@temporalio/workflow";
import type { IncidentInput, UnderWay } from "../contract/incident.ts";
import type { IncidentRun } from "./incidentRun.ts";

/** Below the point where Temporal suggests it (4,096 events), so that a burst of signals still fits. */
const longEvents = 3_000;

/**
 * Temporal accepts 10,000 signals per run, each at least one event, and refuses the rest. The run continues
 * as new before that, even if it is busy.
 */
const longestEvents = 8_000;

/** A job that has lasted this long is being retried; it will not end soon. */
const patientMilliseconds = 2 * 60_000;

/**
 * Whether to continue in a new history, preferably between acts. The new run resumes whatever is only being
 * retried, such as a mail while the server is down.
 */
export function mayMoveOn(run: IncidentRun): boolean {
  const { historyLength, continueAsNewSuggested } = workflowInfo();
  if (!continueAsNewSuggested && historyLength <= longEvents) return false;
  // A key that has just arrived is taken in first.
  if (!allHandlersFinished() || run.keys.length > 0) return false;
  return historyLength > longestEvents || run.underWay.size === 0 || onlyTries(run);
}

function onlyTries({ callsInFlight, runs, underWay }: IncidentRun): boolean {
  const before = Date.now() - patientMilliseconds;
  return (
    callsInFlight === 0 && runs.size === 0 && [...underWay.values()].every(({ since }) => since <= before)
  );
}

export function carriedOn(run: IncidentRun): IncidentInput {
  const { opening, memory, handling, slo } = run;
  const underWay = run.underWay.size === 0 ? null : whatIsUnderWay(run);
  return { opening, carried: { memory, handling, slo, waiting: [...run.inbox], underWay }, rebuild: null };
}

const whatIsUnderWay = ({ runs, endedCalls, wonCalls }: IncidentRun): UnderWay => ({
  runs: [...runs].map(([step, { runbook }]) => ({ step, runbook })),
  endedCalls: [...endedCalls],
  wonCalls: [...wonCalls],
});
