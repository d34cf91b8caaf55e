import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { Queryable } from "../connect.ts";
import { callFacts, incidents } from "../schema/index.ts";

export type WaitingFact = typeof callFacts.$inferSelect & { workflowId: string };

/** Facts of the telephone that their incidents do not know yet, oldest first. */
export async function waitingFacts(db: Queryable, limit: number): Promise<WaitingFact[]> {
  const rows = await db
    .select({ fact: callFacts, workflowId: incidents.workflowId })
    .from(callFacts)
    .innerJoin(incidents, eq(incidents.number, callFacts.incident))
    .where(isNull(callFacts.relayedAt))
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
