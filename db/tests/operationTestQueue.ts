import { and, eq, isNotNull, isNull } from "drizzle-orm";
import type { Queryable } from "../connect.ts";
import { operationTests } from "../schema/index.ts";
import type { OperationTestRow } from "./operationTests.ts";

/** Tests that Temporal has no workflow of yet, oldest first. */
export const testsToStart = (db: Queryable, limit: number): Promise<OperationTestRow[]> =>
  db
    .select()
    .from(operationTests)
    .where(isNull(operationTests.relayedAt))
    .orderBy(operationTests.id)
    .limit(limit);

export async function markTestStarted(db: Queryable, id: number, at: Date): Promise<void> {
  await db.update(operationTests).set({ relayedAt: at }).where(eq(operationTests.id, id));
}

/** Tests that were aborted, which their workflows do not know yet. */
export const abortsToRelay = (db: Queryable, limit: number): Promise<OperationTestRow[]> =>
  db
    .select()
    .from(operationTests)
    .where(
      and(
        isNotNull(operationTests.abortedAt),
        isNull(operationTests.abortRelayedAt),
        isNotNull(operationTests.relayedAt),
      ),
    )
    .orderBy(operationTests.id)
    .limit(limit);

export async function markAbortRelayed(db: Queryable, id: number, at: Date): Promise<void> {
  await db.update(operationTests).set({ abortRelayedAt: at }).where(eq(operationTests.id, id));
}
