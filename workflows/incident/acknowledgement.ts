import { isHigher } from "../../domain/level.ts";
import { ledger } from "../activities.ts";
import type { KeyPressed } from "../contract.ts";
import type { IncidentRun } from "./run.ts";

/**
 * Somebody says: I know. It covers the level it was given at (R5.1c): that of this moment, or of the moment the key was
 * pressed. A second one changes nothing (R5.2.2f).
 */
export async function acknowledgeBy(
  run: IncidentRun,
  by: string,
  at: number,
  key: Pick<KeyPressed, "level"> | null = null,
): Promise<{ acknowledgedBy: string; changed: boolean }> {
  const { occurrence, acknowledged } = run.memory;
  const level = key?.level ?? run.memory.level;
  const byKey = key !== null;
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
  if (key.occurrence === run.memory.occurrence) await acknowledgeBy(run, key.by, key.at, key);
  if (run.endedCalls.has(key.call)) await ledger.recordCallEnd({ call: key.call });
}
