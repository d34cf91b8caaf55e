import { and, asc, eq, exists, inArray, isNotNull, isNull, or } from "drizzle-orm";
import type { Queryable } from "../connect.ts";
import { alerts, callFacts, incidents } from "../schema/index.ts";

export type WaitingFact = typeof callFacts.$inferSelect & { workflowId: string };

/**
 * Facts of the telephone that their incidents do not know yet, oldest first. Those of an incident that Temporal has not been
 * told of yet wait for that: they may have come before it, by somebody who called back.
 */
export async function waitingFacts(db: Queryable, limit: number): Promise<WaitingFact[]> {
  const begun = db
    .select({ id: alerts.id })
    .from(alerts)
    .where(and(eq(alerts.incident, incidents.number), eq(alerts.sequence, 1), isNotNull(alerts.relayedAt)));
  const rows = await db
    .select({ fact: callFacts, workflowId: incidents.workflowId })
    .from(callFacts)
    .innerJoin(incidents, eq(incidents.number, callFacts.incident))
    .where(and(isNull(callFacts.relayedAt), or(isNotNull(incidents.closedAt), exists(begun))))
    .orderBy(asc(callFacts.id))
    .limit(limit);
  return rows.map(({ fact, workflowId }) => ({ ...fact, workflowId }));
}

export async function markFactsRelayed(db: Queryable, ids: readonly number[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(callFacts)
    .set({ relayedAt: at })
    .where(and(inArray(callFacts.id, [...ids]), isNull(callFacts.relayedAt)));
}
