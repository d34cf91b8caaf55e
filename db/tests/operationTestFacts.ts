import { eq, inArray, isNull } from "drizzle-orm";
import type { Queryable } from "../connect.ts";
import { operationTestFacts } from "../schema/index.ts";

export type TestFactRow = typeof operationTestFacts.$inferSelect;

/** Stores what the provider said, each copy once; false: it was known. */
export async function storeTestFact(
  db: Queryable,
  fact: typeof operationTestFacts.$inferInsert,
): Promise<boolean> {
  const stored = await db
    .insert(operationTestFacts)
    .values(fact)
    .onConflictDoNothing()
    .returning({ id: operationTestFacts.id });
  return stored.length > 0;
}

export async function factsOfTest(db: Queryable, test: number): Promise<TestFactRow[]> {
  return await db
    .select()
    .from(operationTestFacts)
    .where(eq(operationTestFacts.test, test))
    .orderBy(operationTestFacts.id);
}

export async function factsOfStep(db: Queryable, step: string): Promise<TestFactRow[]> {
  return await db
    .select()
    .from(operationTestFacts)
    .where(eq(operationTestFacts.step, step))
    .orderBy(operationTestFacts.id);
}

/** Facts that their tests' workflows do not know yet, oldest first. */
export async function waitingTestFacts(db: Queryable, limit: number): Promise<TestFactRow[]> {
  return await db
    .select()
    .from(operationTestFacts)
    .where(isNull(operationTestFacts.relayedAt))
    .orderBy(operationTestFacts.id)
    .limit(limit);
}

export async function markTestFactsRelayed(db: Queryable, ids: readonly number[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(operationTestFacts)
    .set({ relayedAt: at })
    .where(inArray(operationTestFacts.id, [...ids]));
}
