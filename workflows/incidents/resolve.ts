import { condition } from "@temporalio/workflow";
import type { ActionSaid } from "../../domain/incidents/actions/table.ts";
import { engine } from "../../domain/people/actor.ts";
import { ledger } from "../activities.ts";
import { endRuns } from "./firstResponse.ts";
import type { IncidentRun, Resolving } from "./incidentRun.ts";
import { stopOperatorCalls } from "./operatorCallList.ts";
import { followForgotten } from "./ring.ts";

/**
 * Resolves the incident for an operator, with or without a recovery (R5.1e). Nobody is called or told any
 * more, and it closes at once. A call in progress ends by itself.
 */
export async function resolveBy(
  run: IncidentRun,
  said: ActionSaid<"resolve">,
  request: string,
): Promise<string> {
  const resolving: Resolving = { by: said.by, request, reason: said.reason, closedBy: null };
  run.resolving = resolving;
  run.withdrawable.cancel();
  stopOperatorCalls(run, "resolved");
  endRuns(run);
  await condition(() => resolving.closedBy !== null);
  return resolving.closedBy ?? said.by;
}

/** Fails while an alert bound to this incident has not been taken in; that alert is awaited. */
export async function closeResolved(run: IncidentRun, resolving: Resolving): Promise<boolean> {
  const { by, request, reason, closedBy } = resolving;
  if (closedBy !== null) return true;
  const closing = await ledger.closeIncident.executeWithOptions({ summary: "対応完了を記録" }, [
    {
      incident: run.opening.number,
      seenUpTo: run.memory.seenUpTo,
      why: { actor: { by, request }, reason },
      at: Date.now(),
    },
  ]);
  followForgotten(run, closing);
  if (closing.closed) resolving.closedBy = closing.by ?? by;
  else await condition(() => run.inbox.length > 0, "5s");
  return closing.closed;
}

/** The previous run closed the incident just as this one began: nothing is left to do, and nobody is told. */
export function endClosed(run: IncidentRun): void {
  run.resolving = { by: engine, request: null, reason: "", closedBy: engine };
  run.withdrawable.cancel();
  endRuns(run);
}
