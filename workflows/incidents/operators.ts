import type { OperatorsReason } from "../../domain/incidents/attention.ts";
import { operatorsStep } from "../../domain/incidents/steps.ts";
import { telling } from "../activities.ts";
import { begin, type IncidentRun, priorityOf } from "./incidentRun.ts";

/** Tells the operators, once for each reason, occurrence and `turn` of that reason. */
export function tellOperators(
  run: IncidentRun,
  why: OperatorsReason,
  detail: string | null,
  turn: number | null = null,
): void {
  const step = operatorsStep(run.memory.occurrence, turn === null ? why : `${why}/${turn}`);
  if (run.takenUp.has(step)) return;
  begin(run, "オペレーターへの連絡", async () => {
    await telling.tellOperators.executeWithOptions(
      { summary: `オペレーターへ連絡: ${why}`, priority: priorityOf(run) },
      [{ incident: run.opening.number, step, why, detail }],
    );
  });
}
