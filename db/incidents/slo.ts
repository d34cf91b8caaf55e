import { type SloFacts, sloStatus } from "../../domain/incidents/slo.ts";
import { recoveryStoredAt } from "../calls/whyNotRing.ts";
import type { Database } from "../connect.ts";
import { eq } from "../drizzle.ts";
import { type IncidentTransaction, inIncident } from "../incidentTransaction.ts";
import { type IncidentRow, incidents } from "../schema/index.ts";
import { refreshFirstResponse } from "./firstResponse.ts";

export interface Judged {
  /** When the SLO was breached; null: it was not. */
  breachedAt: Date | null;
  /** It depends on a call that still rings: if that fails, there was no response. */
  undecided: boolean;
}

/**
 * Judges the SLO of one occurrence by when things happened, however late it is asked (R3.1b), and records a
 * breach. A stored recovery counts, even if the workflow does not know it yet.
 */
export async function judgePromise(
  db: Database,
  incident: number,
  occurrence: number,
  now: Date,
): Promise<Judged> {
  return await inIncident(db, incident, (tx) => judgeIn(tx, incident, occurrence, now));
}

export async function judgeIn(
  tx: IncidentTransaction,
  incident: number,
  occurrence: number,
  now: Date,
): Promise<Judged> {
  const refreshed = await refreshFirstResponse(tx, incident);
  // The clock belongs to a later occurrence; this one was judged when it ended.
  if (refreshed === null || refreshed.row.sloOccurrence > occurrence)
    return { breachedAt: null, undecided: false };
  const { row, response } = refreshed;
  const { breached } = sloStatus(await factsOf(tx, row, occurrence), now);
  if (!breached) return { breachedAt: null, undecided: response.mayFail };
  const breachedAt = row.breachedAt ?? row.deadlineAt ?? now;
  await tx.update(incidents).set({ breachedAt }).where(eq(incidents.number, incident));
  return { breachedAt, undecided: false };
}

/** Whether a first response is due and missing. One whose report has not reached the workflow counts. */
export async function lacksFirstResponse(db: Database, incident: number): Promise<boolean> {
  return await inIncident(db, incident, async (tx) => {
    const refreshed = await refreshFirstResponse(tx, incident);
    if (refreshed === null) return false;
    const { row } = refreshed;
    if (row.firstResponseAt !== null || row.breachedAt !== null) return false;
    return (await factsOf(tx, row, row.occurrence)).recoveredAt === null;
  });
}

async function factsOf(tx: IncidentTransaction, row: IncidentRow, occurrence: number): Promise<SloFacts> {
  return { ...row, recoveredAt: row.recoveredAt ?? (await recoveryStoredAt(tx, row, occurrence)) };
}
