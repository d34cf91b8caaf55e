import type { OperatorCallsView } from "../../domain/calls/operators/list.ts";
import { changeBy, type Happened, type ResolvingWord } from "../../domain/incidents/row.ts";
import { releaseUndialled } from "../calls/calls.ts";
import type { Database, Queryable } from "../connect.ts";
import { and, eq, isNull, lte, or } from "../drizzle.ts";
import { type IncidentTransaction, inIncident } from "../incidentTransaction.ts";
import { giveUpPending } from "../messages/dispatches.ts";
import { type IncidentRow, incidents } from "../schema/index.ts";

type IncidentChange = Partial<typeof incidents.$inferInsert>;

/**
 * Records what happened to an incident and returns its row afterwards. With `occurrence`, only while that
 * lasts: news of an earlier one must not change the next.
 */
export async function recordHappened(
  tx: IncidentTransaction,
  number: number,
  happened: Happened,
  occurrence?: number,
): Promise<IncidentRow | null> {
  const [row] = await tx.select().from(incidents).where(eq(incidents.number, number));
  if (row === undefined || (occurrence !== undefined && row.occurrence !== occurrence)) return row ?? null;
  const change = changeBy(row, happened);
  await tx.update(incidents).set(change).where(eq(incidents.number, number));
  return { ...row, ...change };
}

export async function changeIncident(db: Queryable, number: number, change: IncidentChange): Promise<void> {
  await db.update(incidents).set(change).where(eq(incidents.number, number));
}

/** Records who took the incident. A late repeat of an earlier take does not undo a later one. */
export async function changeHolder(
  db: Queryable,
  number: number,
  holder: { takenBy: string; takenAt: Date },
): Promise<void> {
  await db
    .update(incidents)
    .set(holder)
    .where(
      and(
        eq(incidents.number, number),
        or(isNull(incidents.takenAt), lte(incidents.takenAt, holder.takenAt)),
      ),
    );
}

/** Stores the operators' list unless a newer version is stored; older workflows send version 0. */
export async function changeOperatorCalls(
  db: Queryable,
  number: number,
  operatorCalls: OperatorCallsView | null,
  version = 0,
): Promise<void> {
  await db
    .update(incidents)
    .set({ operatorCalls, operatorCallsVersion: version })
    .where(and(eq(incidents.number, number), lte(incidents.operatorCallsVersion, version)));
}

/**
 * Closes an incident unless an alert is bound that its workflow has not seen; a closed one stays closed. If an
 * operator resolves it, messages still being tried are given up.
 */
export async function closeUnlessUnseen(
  db: Database,
  incident: number,
  seenUpTo: number,
  resolved: ResolvingWord | null,
  at: Date,
): Promise<boolean> {
  return await inIncident(db, incident, async (tx) => {
    const [row] = await tx.select().from(incidents).where(eq(incidents.number, incident));
    if (row === undefined || row.closedAt !== null) return true;
    if (row.alertCount > seenUpTo) return false;
    const change = changeBy(row, { is: "closed", at, resolved });
    await changeIncident(tx, incident, { ...change, young: false });
    await releaseUndialled(tx, incident, everyOccurrence, at);
    if (resolved !== null) await giveUpPending(tx, incident, at);
    return true;
  });
}

/** Higher than any occurrence. */
const everyOccurrence = 2_147_483_647;
