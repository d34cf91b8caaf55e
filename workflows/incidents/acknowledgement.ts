import { covers } from "../../domain/alerts/level.ts";
import { ledger, people } from "../activities.ts";
import type { KeyPressed } from "../contract/incident.ts";
import type { IncidentRun } from "./incidentRun.ts";
import { stopOperatorCalls } from "./operatorCallList.ts";

/**
 * Somebody says: I know. It covers the level it was given at (R5.1c): that of this moment, or of the moment the key was
 * pressed. A second one changes nothing (R5.2.2f). It stops the operators' calls too.
 */
export async function acknowledgeBy(
  run: IncidentRun,
  word: AcknowledgingWord,
): Promise<{ acknowledgedBy: string; changed: boolean }> {
  const { by, at, request, contact } = word;
  const { occurrence, acknowledged } = run.memory;
  const level = word.key?.level ?? run.memory.level;
  const byKey = word.key !== undefined;
  if (acknowledged !== null && covers(acknowledged.level, level)) {
    // A list that was opened after it is stopped by saying it again.
    stopOperatorCalls(run, "acknowledged");
    return { acknowledgedBy: acknowledged.by, changed: false };
  }
  run.memory = { ...run.memory, acknowledged: { by, at, level, byKey } };
  stopOperatorCalls(run, "acknowledged");
  const options = { summary: `対応確認: ${by}` };
  // A person acknowledges by an update, perhaps beside others (see `people`).
  const records = request === undefined ? ledger : people;
  const fact = { incident: run.opening.number, occurrence, by, level, at };
  const more = {
    ...(request === undefined ? {} : { request }),
    ...(contact === undefined ? {} : { contact }),
  };
  const named = await records.recordAcknowledgement.executeWithOptions(options, [{ ...fact, ...more }]);
  if (named !== undefined && run.memory.acknowledged?.at === at)
    run.memory = { ...run.memory, acknowledged: { ...run.memory.acknowledged, by: named } };
  return { acknowledgedBy: named ?? by, changed: true };
}

export interface AcknowledgingWord {
  by: string;
  at: number;
  /** The level at which a 1 was pressed. */
  key?: Pick<KeyPressed, "level">;
  /** The request of a person's word. */
  request?: string;
  /** Whom an operator reached: it is their word. */
  contact?: string;
}

/** A 1 on the telephone. One that is heard of after its call's end makes that call an answered one (R5.2.2a). */
export async function acceptKey(run: IncidentRun, key: KeyPressed): Promise<void> {
  if (key.occurrence === run.memory.occurrence) await acknowledgeBy(run, { by: key.by, at: key.at, key });
  if (run.endedCalls.has(key.call)) await ledger.recordCallEnd({ kind: "auto", call: key.call });
}
