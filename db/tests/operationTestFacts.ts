import type { Queryable } from "../connect.ts";
import { eq } from "../drizzle.ts";
import { changeAndTell } from "../outbox/write.ts";
import { operationTestFacts, type Words } from "../schema/index.ts";

export type TestFactRow = typeof operationTestFacts.$inferSelect;

/** Stores what the provider said, each copy once, and tells the workflow if it is news; false: known. */
export async function storeTestFact(
  db: Queryable,
  fact: typeof operationTestFacts.$inferInsert,
  news: Words["operation-test"] | null = null,
): Promise<boolean> {
  const storing = db
    .insert(operationTestFacts)
    .values(fact)
    .onConflictDoNothing()
    .returning({ id: operationTestFacts.id });
  const letter = news && ({ to: "operation-test", row: fact.test, word: news, at: fact.receivedAt } as const);
  return await changeAndTell(db, storing, letter);
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
