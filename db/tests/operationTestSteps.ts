import { randomUUID } from "node:crypto";
import type { StopReason } from "../../domain/calls/list.ts";
import { freeSlot, type Pace } from "../calls/pace.ts";
import type { Permission } from "../calls/permission.ts";
import type { Database, Queryable } from "../connect.ts";
import { and, eq, inArray, isNull, sql } from "../drizzle.ts";
import { operationTestSteps, operationTests } from "../schema/index.ts";

export type TestStepRow = typeof operationTestSteps.$inferSelect;

/** All steps of these tests: mail, chat, call, each in the order of its list. */
export async function stepsOfTests(db: Queryable, tests: readonly number[]): Promise<TestStepRow[]> {
  if (tests.length === 0) return [];
  const steps = operationTestSteps;
  return await db
    .select()
    .from(steps)
    .where(inArray(steps.test, [...tests]))
    .orderBy(steps.test, inChannelOrder, steps.position, steps.try);
}

const inChannelOrder = sql`array_position(array['mail', 'chat', 'call'], ${operationTestSteps.channel})`;

export interface StepInTest {
  step: TestStepRow;
  test: typeof operationTests.$inferSelect;
}

export async function readTestStep(db: Queryable, id: string): Promise<StepInTest | null> {
  const [row] = await db
    .select({ step: operationTestSteps, test: operationTests })
    .from(operationTestSteps)
    .innerJoin(operationTests, eq(operationTests.id, operationTestSteps.test))
    .where(eq(operationTestSteps.id, id));
  return row ?? null;
}

export async function updateTestStep(
  db: Queryable,
  id: string,
  set: Partial<typeof operationTestSteps.$inferInsert>,
): Promise<void> {
  await db.update(operationTestSteps).set(set).where(eq(operationTestSteps.id, id));
}

/** Records when a mail or post was first tried; a repeat keeps the first time. */
export async function markBegun(db: Queryable, id: string, at: Date): Promise<void> {
  await db
    .update(operationTestSteps)
    .set({ begunAt: at })
    .where(and(eq(operationTestSteps.id, id), isNull(operationTestSteps.begunAt)));
}

/**
 * Decides whether a test's call may be requested now and, if so, marks it as requested, in one transaction.
 * From that commit on the phone may ring and this row is never dialled again. A stored abort counts, even
 * unrelayed. With a pace it also needs a slot that is free; waiting for one, a test keeps no incident's call
 * from being dialled first.
 */
export async function permitTestCall(
  db: Database,
  id: string,
  stopped: StopReason | null,
  now: Date,
  pace: Pace | null,
): Promise<Permission<StepInTest>> {
  return await db.transaction(async (tx) => {
    // Locks the test before its steps, as its closing does: any other order can deadlock.
    const [about] = await tx
      .select({ test: operationTests })
      .from(operationTests)
      .innerJoin(operationTestSteps, eq(operationTestSteps.test, operationTests.id))
      .where(eq(operationTestSteps.id, id))
      .for("share", { of: operationTests });
    if (about === undefined) return { may: "not", why: "closed" };
    const { test } = about;
    const [step] = await tx
      .select()
      .from(operationTestSteps)
      .where(eq(operationTestSteps.id, id))
      .for("update");
    if (step === undefined) return { may: "not", why: "closed" };
    if (step.begunAt !== null) return { may: "look-up", call: { step, test } };
    // The test's closing records why a call was not made.
    if (step.outcome !== null || test.abortedAt !== null || test.endedAt !== null)
      return { may: "not", why: "closed" };
    if (stopped !== null) return { may: "not", why: stopped };
    const waitMilliseconds = pace === null ? 0 : await freeSlot(tx, pace);
    if (waitMilliseconds === null) return { may: "queue" };
    await updateTestStep(tx, id, { begunAt: now });
    return { may: "dial", call: { step: { ...step, begunAt: now }, test }, waitMilliseconds };
  });
}

/**
 * Creates the row of a second try once the provider proved never to have had the first; a repeat gets the
 * same.
 */
export async function claimSecondTry(db: Queryable, first: TestStepRow): Promise<string> {
  const { test, channel, position, recipient, to } = first;
  const place = { test, channel, position, try: first.try + 1 };
  await db
    .insert(operationTestSteps)
    .values({ ...place, recipient, to, id: randomUUID() })
    .onConflictDoNothing();
  const [row] = await db
    .select({ id: operationTestSteps.id })
    .from(operationTestSteps)
    .where(
      and(
        eq(operationTestSteps.test, place.test),
        eq(operationTestSteps.channel, place.channel),
        eq(operationTestSteps.position, place.position),
        eq(operationTestSteps.try, place.try),
      ),
    );
  return row!.id;
}
