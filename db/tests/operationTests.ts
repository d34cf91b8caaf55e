import { randomUUID } from "node:crypto";
import { testReasonTexts } from "../../domain/tests/texts.ts";
import type { Database, Queryable } from "../connect.ts";
import { and, desc, eq, isNull, lt } from "../drizzle.ts";
import { changeAndTell, tellWorkflow } from "../outbox/write.ts";
import { operationTestSteps, operationTests } from "../schema/index.ts";

export type OperationTestRow = typeof operationTests.$inferSelect;

export interface NewOperationTest {
  customer: string;
  version: number;
  rule: string | null;
  note: string | null;
  ringSeconds: number;
  startedBy: string;
  startedAt: Date;
}

export type NewStep = Omit<typeof operationTestSteps.$inferInsert, "id" | "test" | "try">;

/**
 * Stores a test with all its steps before anybody is told; null: one of this customer is in progress.
 * Messages may name the test, so its steps are made with its number.
 */
export async function beginOperationTest(
  db: Database,
  test: NewOperationTest,
  stepsOf: (id: number) => NewStep[],
): Promise<OperationTestRow | null> {
  return await db.transaction(async (tx) => {
    const [row] = await tx
      .insert(operationTests)
      .values({ ...test, state: "running" })
      .onConflictDoNothing()
      .returning();
    if (row === undefined) return null;
    const steps = stepsOf(row.id).map((step) => ({ ...step, id: randomUUID(), test: row.id, try: 1 }));
    await tx.insert(operationTestSteps).values(steps);
    await tellWorkflow(tx, { to: "operation-test", row: row.id, word: { is: "begun" }, at: test.startedAt });
    return row;
  });
}

export async function readOperationTest(db: Queryable, id: number): Promise<OperationTestRow | null> {
  const [row] = await db.select().from(operationTests).where(eq(operationTests.id, id));
  return row ?? null;
}

/** A customer's tests, newest first. */
export async function operationTestsOf(
  db: Queryable,
  search: { customer: string; before: number | null; limit: number },
): Promise<OperationTestRow[]> {
  const { customer, before, limit } = search;
  return await db
    .select()
    .from(operationTests)
    .where(
      and(eq(operationTests.customer, customer), before === null ? undefined : lt(operationTests.id, before)),
    )
    .orderBy(desc(operationTests.id))
    .limit(limit);
}

/** Aborts a test: after this commit none of its calls is requested. The first person to abort is named. */
export async function abortOperationTest(
  db: Queryable,
  { test, by, at, byWorkflow = false }: Abort,
): Promise<void> {
  const aborting = db
    .update(operationTests)
    .set({ abortedBy: by, abortedAt: at })
    .where(and(eq(operationTests.id, test), isNull(operationTests.endedAt), isNull(operationTests.abortedAt)))
    .returning({ id: operationTests.id });
  if (byWorkflow) await aborting;
  else
    await changeAndTell(db, aborting, { to: "operation-test", row: test, word: { is: "aborted", by }, at });
}

interface Abort {
  test: number;
  by: string;
  at: Date;
  /** The workflow itself was told and need not be told again. */
  byWorkflow?: boolean;
}

/** Closes a test with nothing left to do; steps without an outcome get one. A repeat changes nothing. */
export async function closeOperationTest(
  db: Database,
  id: number,
  at: Date,
): Promise<"finished" | "aborted"> {
  return await db.transaction(async (tx) => {
    const [test] = await tx.select().from(operationTests).where(eq(operationTests.id, id)).for("update");
    const state = test?.abortedAt == null ? "finished" : "aborted";
    if (test === undefined || test.endedAt !== null) return state;
    const steps = operationTestSteps;
    const open = and(eq(steps.test, id), isNull(steps.outcome));
    await tx
      .update(steps)
      .set({ ...notDone[state], endedAt: at, notPlaced: true })
      .where(and(open, isNull(steps.begunAt)));
    await tx
      .update(steps)
      .set({ outcome: "failed", reason: testReasonTexts.noResult(), endedAt: at })
      .where(open);
    await tx.update(operationTests).set({ state, endedAt: at }).where(eq(operationTests.id, id));
    return state;
  });
}

const notDone = {
  aborted: { outcome: "aborted", reason: testReasonTexts.notDoneAborted() },
  finished: { outcome: "failed", reason: testReasonTexts.notDone() },
} as const;
