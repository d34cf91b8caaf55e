import { type Client, WorkflowNotFoundError } from "@temporalio/client";
import { configurationVersion } from "../../db/customers/customers.ts";
import { openIncident, openIncidentsAfter } from "../../db/incidents/openIncidents.ts";
import type { IncidentRow } from "../../db/schema/index.ts";
import type { RelayDeps } from "./alertRelay.ts";
import { reviveIncident } from "./startIncident.ts";

/** How many open incidents one turn checks; the next turn checks the next ones. */
const inOneTurn = 20;
/** An incident that has just opened may not have a run yet. */
const youngMilliseconds = 60_000;

export interface LostRuns {
  /** Checks whether some of the open incidents still have a run. */
  look(): Promise<void>;
  /**
   * Gives one incident a run, unless it is closed or has one. Fails if its first alert has not started one
   * yet.
   */
  revive(incident: number): Promise<void>;
}

/**
 * Finds incidents that have lost their run: terminated or cancelled in the Temporal UI, failed, or lost with
 * Temporal's data. A new run continues from the rows, so that calls, mails, the promise and the recovery are
 * not forgotten.
 */
export function lostRuns(deps: RelayDeps, sloWarningMinutes: number): LostRuns {
  const { db, client, clock, logger } = deps;
  let after = 0;

  async function begin(incident: IncidentRow): Promise<void> {
    const { number, version } = incident;
    const pinned =
      version === null ? null : { version, configuration: await configurationVersion(db, version) };
    await reviveIncident(client, incident, pinned, sloWarningMinutes);
    logger.warn({ incident: number }, "an incident had lost its run; started a new one from its rows");
  }

  return {
    async look() {
      const openedBefore = new Date(clock().getTime() - youngMilliseconds);
      const some = await openIncidentsAfter(db, after, openedBefore, inOneTurn);
      after = some.length < inOneTurn ? 0 : (some.at(-1)?.number ?? 0);
      for (const { number, workflowId } of some) {
        if (await isRunning(client, workflowId)) continue;
        // It may have closed, and its run ended, since it was read.
        const still = await openIncident(db, number);
        if (still !== null) await begin(still.incident);
      }
    },

    async revive(number) {
      const open = await openIncident(db, number);
      if (open === null) return;
      if (!open.isTold) throw new Error(`Temporal has not been told of incident ${number} yet`);
      await begin(open.incident);
    },
  };
}

async function isRunning(client: Client, workflowId: string): Promise<boolean> {
  try {
    return (await client.workflow.getHandle(workflowId).describe()).status.name === "RUNNING";
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
