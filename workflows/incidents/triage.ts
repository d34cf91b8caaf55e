import { upsertSearchAttributes } from "@temporalio/workflow";
import type { ActionSaid } from "../../domain/incidents/actions/table.ts";
import { decideTelling } from "../../domain/incidents/telling.ts";
import { people } from "../activities.ts";
import { searchAttributes } from "../contract/searchAttributes.ts";
import { refusal } from "../kit/refusal.ts";
import type { IncidentRun } from "./incidentRun.ts";
import { tell } from "./tell.ts";

/**
 * Assigns an incident in triage its rule or, first, its customer (R5.1a). It continues as if the rule had
 * matched at once, with the clock running from detection. If it has already recovered, nobody is told.
 */
export async function assignBy(
  run: IncidentRun,
  said: ActionSaid<"assign">,
  request: string,
): Promise<{ rule: string | null; customer: string | null }> {
  const { number } = run.opening;
  // Set before anything is written, so that the second of two simultaneous operators is refused.
  run.assigning = said.by;
  const assigned = await people.assignIncident.executeWithOptions({ summary: "割り当てを記録" }, [
    {
      incident: number,
      actor: { by: said.by, request },
      rule: said.rule ?? null,
      customer: said.customer ?? null,
      at: Date.now(),
    },
  ]);
  run.assigning = null;
  if (assigned.result === "refused") throw refusal(assigned.code, assigned.reason);
  const { customer, system, plan, handling, rule } = assigned;
  run.opening = { ...run.opening, customer, system, plan, handling };
  run.handling = handling;
  run.memory = { ...run.memory, triage: handling.operators === "triage", assignedBy: assigned.by };
  upsertSearchAttributes([
    { key: searchAttributes.customer, value: customer },
    { key: searchAttributes.plan, value: plan },
    ...(system === null ? [] : [{ key: searchAttributes.system, value: system }]),
  ]);
  if (run.memory.firing && !run.memory.triage) {
    const decided = decideTelling("firing", run.memory, handling, Date.now());
    run.memory = decided.memory;
    tell(run, decided, { id: run.memory.lastFiringAlert, sequence: run.memory.seenUpTo });
  }
  return { rule, customer };
}
