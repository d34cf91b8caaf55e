import { attentionReasons } from "../../domain/incidents/attention.ts";
import type { Queryable } from "../connect.ts";
import { and, eq, isNotNull, isNull, or, sql } from "../drizzle.ts";
import { customers, incidents } from "../schema/index.ts";
import { incidentColumns, type ShownIncident } from "./incidents.ts";

export type QueueRow = ShownIncident & { customerName: string | null };

/** How long incidents that closed without the customer being told stay in the queue. */
const daysAfterClosing = 14;

/** Incidents that need attention and that nobody has looked at since, most urgent first (R5.1a, R3.1b). */
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

/** Looking is not enough here: the incident waits for a rule. */
const waitsInTriage = eq(incidents.state, "triage");

/** Records that a person has looked; the incident itself does not change. */
export async function markSeen(db: Queryable, number: number, by: string, at: Date): Promise<void> {
  await db.update(incidents).set({ seenBy: by, seenAt: at }).where(eq(incidents.number, number));
}
