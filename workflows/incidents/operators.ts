import type { Handling } from "../../domain/incidents/handling.ts";
import type { AttentionCause } from "../../domain/incidents/notices/operatorReasons.ts";
import { operatorsStep } from "../../domain/incidents/steps.ts";
import { telling } from "../activities.ts";
import { begin, type IncidentRun, priorityOf } from "./incidentRun.ts";

/** Tells the operators, once per reason, occurrence and `turn` of that reason. */
export function tellOperators(run: IncidentRun, why: AttentionCause, turn: number | null = null): void {
  const step = operatorsStep(run.memory.occurrence, turn === null ? why.kind : `${why.kind}/${turn}`);
  if (run.takenUp.has(step)) return;
  begin(run, "オペレーターへの連絡", async () => {
    await telling.tellOperators.executeWithOptions(
      { summary: `オペレーターへ連絡: ${why.kind}`, priority: priorityOf(run) },
      [{ incident: run.opening.number, step, why }],
    );
  });
}

/** Tells operators what the rule leaves to them. */
export function tellWhatIsTheirs(run: IncidentRun, { operators, firstResponse }: Handling): void {
  if (operators === null) return;
  const runbook = firstResponse?.runbook ?? "";
  tellOperators(run, operators === "runbook-start" ? { kind: operators, runbook } : { kind: operators });
}
