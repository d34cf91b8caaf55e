import { isHigher } from "../../domain/level.ts";
import { ledger } from "../activities.ts";
import type { KeyPressed } from "../contract.ts";
import type { IncidentRun } from "./run.ts";

/** Somebody says: I know. It covers the level of this moment; a second one changes nothing (R5.2.2f). */
export async function acknowledgeBy(
  run: IncidentRun,
  by: string,
  at: number,
  byKey: boolean,
): Promise<{ acknowledgedBy: string; changed: boolean }> {
  const { level, occurrence, acknowledged } = run.memory;
  if (acknowledged !== null && !isHigher(level, acknowledged.level))
    return { acknowledgedBy: acknowledged.by, changed: false };
  run.memory = { ...run.memory, acknowledged: { by, at, level, byKey } };
  await ledger.recordAcknowledgement.executeWithOptions({ summary: `対応確認: ${by}` }, [
    { incident: run.opening.number, occurrence, by, level, at },
  ]);
  return { acknowledgedBy: by, changed: true };
}

/** A 1 on the telephone. One that is heard of after its call's end makes that call an answered one (R5.2.2a). */
export async function acceptKey(run: IncidentRun, key: KeyPressed): Promise<void> {
  await acknowledgeBy(run, key.by, key.at, true);
  if (run.endedCalls.has(key.call)) await ledger.recordCallEnd({ call: key.call });
}
