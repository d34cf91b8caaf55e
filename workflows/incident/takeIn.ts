import { patched } from "@temporalio/workflow";
import { type AlertEvent, type Applied, applyAlert } from "../../domain/incident/alerts.ts";
import type { AlertMessage, IncidentMemory } from "../../domain/incident/state.ts";
import { decideTelling } from "../../domain/incident/telling.ts";
import { ledger } from "../activities.ts";
import type { AlertSignal } from "../contract/incident.ts";
import { acknowledgeBy } from "./acknowledgement.ts";
import { tellRuns } from "./firstResponse.ts";
import { reopenOperatorCalls, stopOperatorCalls } from "./operatorCallList.ts";
import type { IncidentRun } from "./run.ts";
import { startSlo } from "./slo.ts";
import { tell } from "./tell.ts";

/** Takes one alert in: what it means, whom it tells what, and what is recorded of it. */
export async function takeIn(run: IncidentRun, { alert }: AlertSignal): Promise<void> {
  const before = run.memory;
  const applied = applyAlert(before, alert);
  if (applied.event === "seen-before") return;
  if (applied.event === "acknowledged") {
    run.memory = applied.memory;
    await acknowledgeBy(run, { by: `customer:${run.opening.source}`, at: alert.acceptedAt });
    return;
  }
  // A lower series beside a higher one does not decide how the incident is handled.
  if (alert.status === "firing" && alert.level === applied.memory.level)
    run.handling = alert.handling ?? run.opening.handling;
  const decided = decideTelling(applied.event, applied.memory, run.handling, Date.now());
  run.memory = decided.memory;
  if (applied.event === "recovered") stopOperatorCalls(run, "recovered");
  if (hasLapsed(before, applied) && patched("acknowledgement-lapses")) reopenOperatorCalls(run);
  if (before.firing !== run.memory.firing) tellRuns(run, run.memory.firing);
  const newSlo = beginsOccurrence(applied.event) && !run.slo.responded && !run.slo.breached;
  if (newSlo) {
    run.slo = { ...run.slo, detectedAt: alert.acceptedAt, warned: false, breached: false };
    startSlo(run);
  }
  const told = { id: alert.alert, sequence: alert.sequence };
  // A call list asks the row whether it may ring, so what lets it ring is recorded first; a recovery is told at once.
  if (applied.event === "recovered") tell(run, decided, told);
  await record(run, alert, applied, before, newSlo);
  if (applied.event !== "recovered") tell(run, decided, told);
}

/** A new occurrence has a list of its own. */
const hasLapsed = (before: IncidentMemory, { event, memory }: Applied): boolean =>
  before.acknowledged !== null && memory.acknowledged === null && !beginsOccurrence(event);

const beginsOccurrence = (event: AlertEvent): boolean => event === "firing" || event === "firing-again";

/** The relay wrote down that the alert came; here stands what it meant. The first alert opened the row already. */
async function record(
  run: IncidentRun,
  alert: AlertMessage,
  { event, reason }: Applied,
  before: IncidentMemory,
  newSlo: boolean,
): Promise<void> {
  const incident = run.opening.number;
  const { level, occurrence } = run.memory;
  const at = alert.acceptedAt;
  switch (event) {
    case "firing":
    case "repeat":
      return;
    case "firing-again":
      return await ledger.recordOccurrence({ incident, occurrence, level, at, newSlo });
    case "recovered":
      return await ledger.recordRecovery({ incident, occurrence, at });
    default: {
      const acknowledgementLapsed = before.acknowledged !== null && run.memory.acknowledged === null;
      const { sequence } = alert;
      return await ledger.recordAlertEvent({
        incident,
        sequence,
        event,
        level,
        acknowledgementLapsed,
        reason,
        at,
      });
    }
  }
}
