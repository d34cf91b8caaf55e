import { firstResponseMinutes } from "../../domain/slo.ts";
import { ledger } from "../activities.ts";
import { happensBefore } from "./moments.ts";
import { tellOperators } from "./operators.ts";
import { type IncidentRun, reportFault } from "./run.ts";

/** Begins to watch beside everything else; an incident may close while nobody was warned. */
export function startSlo(run: IncidentRun): void {
  watchSlo(run).catch((fault: unknown) => reportFault(run, "初動目標の監視", fault));
}

/**
 * Watches the promise of one occurrence (R3.1a, R3.1b): operators are warned before it breaks, and a breach is
 * recorded when it does. The ledger has the last word: a response whose report is still on its way counts.
 */
async function watchSlo(run: IncidentRun): Promise<void> {
  const { occurrence } = run.memory;
  const { detectedAt } = run.slo;
  const fact = () => ({ incident: run.opening.number, occurrence, at: Date.now() });
  const kept = (): boolean =>
    run.slo.responded || run.memory.occurrence !== occurrence || !run.memory.firing || run.resolving !== null;
  if (!run.slo.warned) {
    if (await happensBefore(run, kept, detectedAt + run.opening.sloWarningMinutes * 60_000)) return;
    run.slo.warned = true;
    const { due } = await ledger.recordSloWarning(fact());
    if (due) tellOperators(run, "slo-warning", null);
  }
  if (run.slo.breached) return;
  if (await happensBefore(run, kept, detectedAt + firstResponseMinutes * 60_000)) return;
  run.slo.breached = true;
  const { due } = await ledger.recordSloBreach(fact());
  if (due) tellOperators(run, "slo-breach", null);
}
