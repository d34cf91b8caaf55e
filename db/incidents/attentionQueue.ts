import { and, eq, isNotNull, isNull, or, sql } from "drizzle-orm";
import { attentionReasons } from "../../domain/incidents/attention.ts";
import type { Queryable } from "../connect.ts";
import { customers, incidents } from "../schema/index.ts";
import { incidentColumns, type ShownIncident } from "./incidents.ts";

export type QueueRow = ShownIncident & { customerName: string | null };

/** What ended without anybody of the customer hearing of it is looked for so long. */
const daysAfterClosing = 14;

/** Incidents that a person should look at and nobody has since they asked for it, the worst first (R5.1a, R3.1b). */
export async function attentionQueue(db: Queryable, now: Date, limit: number): Promise<QueueRow[]> {
  const since = new Date(now.getTime() - daysAfterClosing * 24 * 3600_000).toISOString();
  const worst = sql`array_position(${sql.raw(`array[${attentionReasons.map((one) => `'${one}'`).join(",")}]`)}, attention)`;
  return await db
    .select({ ...incidentColumns, customerName: customers.name })
    .from(incidents)
    .leftJoin(customers, eq(customers.id, incidents.customer))
    .where(
      and(
        isNotNull(incidents.attention),
        or(isNull(incidents.closedAt), sql`${incidents.closedAt} > ${since}::timestamptz`),
        or(isNull(incidents.seenAt), sql`${incidents.seenAt} < ${incidents.attentionAt}`, waitsInTriage),
      ),
    )
    .orderBy(worst, incidents.deadlineAt, incidents.number)
    .limit(limit);
}

/** Looking at it is not enough there: it waits for a rule. */
const waitsInTriage = eq(incidents.state, "triage");

/** A person's mark that they have looked; it changes nothing of the incident itself. */
export async function markSeen(db: Queryable, number: number, by: string, at: Date): Promise<void> {
  await db.update(incidents).set({ seenBy: by, seenAt: at }).where(eq(incidents.number, number));
}
