import { workflowInfo } from "@temporalio/workflow";
import { ledger, rows } from "../activities.ts";
import type { Rebuilding } from "../contract/incident.ts";
import type { IncidentRun } from "./run.ts";
import { takeUp, watchOn } from "./takeUp.ts";

/**
 * Learns from the rows what an earlier run of this incident knew, and goes on where it stood. False where it was closed
 * meanwhile: then there is nothing to do.
 */
export async function rebuild(run: IncidentRun, { before }: Rebuilding): Promise<boolean> {
  const incident = run.opening.number;
  const known = await rows.rebuildIncident.executeWithOptions({ summary: "記録から状態を復元" }, [
    { incident, before },
  ]);
  if (known === null) return false;
  const { memory, handling, slo, calls } = known;
  run.memory = memory;
  run.handling = handling;
  run.slo = slo;
  for (const call of calls.ended) run.endedCalls.add(call);
  for (const call of calls.won) run.wonCalls.add(call);
  await recordWhatWasMissed(run, known.row);
  await ledger.recordRebuilt({ incident, run: workflowInfo().runId, at: Date.now() });
  run.rebuilding = false;
  watchOn(run);
  takeUp(run, known);
  return true;
}

/** The run that is gone may have ended between hearing an alert and writing down what it meant. */
async function recordWhatWasMissed(
  run: IncidentRun,
  row: { occurrence: number; recovered: boolean },
): Promise<void> {
  const incident = run.opening.number;
  const { occurrence, occurrenceAt, level, firing } = run.memory;
  if (occurrence > row.occurrence) {
    const newSlo = !run.slo.responded && !run.slo.breached;
    if (newSlo) run.slo = { ...run.slo, detectedAt: occurrenceAt, warned: false };
    await ledger.recordOccurrence({ incident, occurrence, level, at: occurrenceAt, newSlo });
  }
  if (occurrence > 0 && !firing && (!row.recovered || occurrence > row.occurrence))
    await ledger.recordRecovery({ incident, occurrence, at: Date.now() });
}
