import { eq } from "drizzle-orm";
import { type FirstResponse, firstResponse } from "../../domain/incidents/firstResponse.ts";
import type { IncidentTransaction } from "../incidentTransaction.ts";
import { calls, dispatches, type IncidentRow, incidents, runbookRuns } from "../schema/index.ts";

/**
 * Sets an incident's first response to what the ledger proves (R3.1a), after every outcome; the incident is then no
 * longer young. Returns its row afterwards; null: there is none.
 */
export async function refreshFirstResponse(
  tx: IncidentTransaction,
  incident: number,
): Promise<{ row: IncidentRow; response: FirstResponse } | null> {
  const [[row], done] = await Promise.all([
    tx.select().from(incidents).where(eq(incidents.number, incident)),
    doneFor(tx, incident),
  ]);
  if (row === undefined) return null;
  const response = firstResponse(row, done);
  const change = { young: false, firstResponseAt: response.at, firstResponse: response.how };
  await tx.update(incidents).set(change).where(eq(incidents.number, incident));
  return { row: { ...row, ...change }, response };
}

/** Asked together, for one round trip. */
async function doneFor(tx: IncidentTransaction, incident: number) {
  const { channel, kind, recipient, step, outcome, at } = dispatches;
  const [sent, rung, run] = await Promise.all([
    tx
      .select({ channel, kind, recipient, step, outcome, at })
      .from(dispatches)
      .where(eq(dispatches.incident, incident)),
    tx
      .select({
        occurrence: calls.occurrence,
        acceptedAt: calls.acceptedAt,
        endedAt: calls.endedAt,
        outcome: calls.outcome,
      })
      .from(calls)
      .where(eq(calls.incident, incident)),
    tx
      .select({ step: runbookRuns.step, reachedAt: runbookRuns.reachedAt })
      .from(runbookRuns)
      .where(eq(runbookRuns.incident, incident)),
  ]);
  return { dispatches: sent, calls: rung, runs: run };
}
