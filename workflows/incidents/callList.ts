import { covers, type Level } from "../../domain/alerts/level.ts";
import type { StopReason } from "../../domain/calls/list.ts";
import type { CallPlan } from "../../domain/customers/configuration.ts";
import { people } from "../activities.ts";
import type { IncidentRun } from "./incidentRun.ts";

/** A call list in progress, for one rule of one occurrence. */
export interface CallList {
  step: string;
  plan: CallPlan;
  occurrence: number;
  /** An acknowledgement of a lower level does not stop the list (R5.1c). */
  level: Level;
}

/** A list stops only for its own occurrence; a firing after a recovery gets its own list. */
export function whyStopped(
  run: IncidentRun,
  list: Pick<CallList, "occurrence" | "level">,
): StopReason | null {
  const { memory, storedStop, resolving } = run;
  if (resolving !== null) return "closed";
  if (memory.occurrence !== list.occurrence || !memory.firing) return "recovered";
  if (memory.silenced === true) return "silenced";
  const given = memory.acknowledged;
  if (given !== null && covers(given.level, list.level)) return given.byKey ? "key" : "acknowledged";
  if (storedStop === null || storedStop.occurrence !== list.occurrence) return null;
  return covers(storedStop.level, list.level) ? storedStop.why : null;
}

/** The same, from stored facts that this run has not received yet. */
export async function isStoppedByStored(run: IncidentRun, list: CallList): Promise<boolean> {
  const { occurrence, level } = list;
  const why = await people.whyNotRing.executeWithOptions({ summary: "届いていない応答の有無を確認" }, [
    { incident: run.opening.number, occurrence },
  ]);
  if (why !== null) run.storedStop = { occurrence, level, why };
  return why !== null;
}
