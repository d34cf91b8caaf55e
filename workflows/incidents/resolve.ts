import { condition } from "@temporalio/workflow";
import type { ActionSaid } from "../../domain/incidents/actions/table.ts";
import { engine } from "../../domain/people/actor.ts";
import { ledger } from "../activities.ts";
import { endRuns } from "./firstResponse.ts";
import type { IncidentRun, Resolving } from "./incidentRun.ts";
import { stopOperatorCalls } from "./operatorCallList.ts";

/**
 * An operator says that it is done with, also when no recovery came (R5.1e): nobody is called or told any more, and it
 * closes at once. A call under way ends by itself.
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

/** Fails where an alert is bound to it that was not taken in yet: that one is waited for. */
export async function closeResolved(run: IncidentRun, resolving: Resolving): Promise<boolean> {
  const { by, request, reason, closedBy } = resolving;
  if (closedBy !== null) return true;
  const { closed, by: name } = await ledger.closeIncident.executeWithOptions({ summary: "対応完了を記録" }, [
    {
      incident: run.opening.number,
      seenUpTo: run.memory.seenUpTo,
      why: { actor: { by, request }, reason },
      at: Date.now(),
    },
  ]);
  if (closed) resolving.closedBy = name ?? by;
  else await condition(() => run.inbox.length > 0, "5s");
  return closed;
}

/** The previous run closed it just as this one began: nothing is left to do, and nobody is told. */
export function endClosed(run: IncidentRun): void {
  run.resolving = { by: engine, request: null, reason: "", closedBy: engine };
  run.withdrawable.cancel();
  endRuns(run);
}
