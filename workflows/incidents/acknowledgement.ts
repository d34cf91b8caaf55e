import { covers } from "../../domain/alerts/level.ts";
import { ledger, people } from "../activities.ts";
import type { KeyPressed } from "../contract/incident.ts";
import type { IncidentRun } from "./incidentRun.ts";
import { stopOperatorCalls } from "./operatorCallList.ts";
import { followForgotten } from "./ring.ts";

/**
 * Acknowledges the incident up to a level (R5.1c): the level now or, for a key, the level when it was
 * pressed. A second acknowledgement changes nothing (R5.2.2f). It also stops the operators' calls.
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
    // A list opened since the first acknowledgement is stopped by a repeated one.
    stopOperatorCalls(run, "acknowledged");
    return { acknowledgedBy: acknowledged.by, changed: false };
  }
  run.memory = { ...run.memory, acknowledged: { by, at, level, byKey } };
  stopOperatorCalls(run, "acknowledged");
  const options = { summary: `対応確認: ${by}` };
  // A person's acknowledgement is an update and may run beside others (see `people`).
  const records = request === undefined ? ledger : people;
  const fact = { incident: run.opening.number, occurrence, by, level, at };
  const more = {
    ...(request === undefined ? {} : { request }),
    ...(contact === undefined ? {} : { contact }),
  };
  const recorded = await records.recordAcknowledgement.executeWithOptions(options, [{ ...fact, ...more }]);
  followForgotten(run, recorded);
  if (run.memory.acknowledged?.at === at)
    run.memory = { ...run.memory, acknowledged: { ...run.memory.acknowledged, by: recorded.by } };
  return { acknowledgedBy: recorded.by, changed: true };
}

export interface AcknowledgingWord {
  by: string;
  at: number;
  /** The level when the 1 was pressed. */
  key?: Pick<KeyPressed, "level">;
  /** The request behind a person's acknowledgement. */
  request?: string;
  /** The contact an operator reached; it is the contact who acknowledges. */
  contact?: string;
}

/** Handles a 1 pressed on the telephone. A call that has already ended becomes an answered one (R5.2.2a). */
export async function acceptKey(run: IncidentRun, key: KeyPressed): Promise<void> {
  if (key.occurrence === run.memory.occurrence) await acknowledgeBy(run, { by: key.by, at: key.at, key });
  if (run.endedCalls.has(key.call)) await ledger.recordCallEnd({ kind: "auto", call: key.call });
}
