import { afterAll, beforeAll, beforeEach } from "vitest";
import type { Database } from "./connect.ts";
import { eq } from "./drizzle.ts";
import { type IncidentRow, incidents } from "./schema/index.ts";
import { createTestDatabase, type TestDatabase } from "./testDatabase.ts";
import { givenRows } from "./testRows.ts";

/** A minute of a test's story. */
export const at = (minutes: number): Date => new Date(Date.UTC(2026, 10, 22, 3, minutes));

interface TestLedger {
  readonly db: Database;
  readonly sql: TestDatabase["sql"];
  /** Writes rows at minute 0. */
  readonly given: ReturnType<typeof givenRows>;
  /** An incident's row. */
  row(incident: number): Promise<IncidentRow>;
}

/** Incidents' rows, in the test file's own database, which is emptied before each test. */
export function testLedger(): TestLedger {
  const parts = {} as TestLedger;
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    const { db, sql } = database;
    const row = async (incident: number) =>
      (await db.select().from(incidents).where(eq(incidents.number, incident)))[0]!;
    Object.assign(parts, { db, sql, given: givenRows(db, () => at(0)), row });
  });
  afterAll(() => database.drop());
  beforeEach(
    () =>
      parts.sql`truncate incidents, alerts, dispatches, calls, call_facts, outbox, timeline restart identity`,
  );
  return parts;
}
