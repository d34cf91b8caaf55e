import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach } from "vitest";
import type { Database } from "./connect.ts";
import { type IncidentRow, incidents } from "./schema/index.ts";
import { createTestDatabase, type TestDatabase } from "./testDatabase.ts";
import { givenRows } from "./testRows.ts";

/** The minutes of a test's story. */
export const at = (minutes: number): Date => new Date(Date.UTC(2026, 10, 22, 3, minutes));

interface TestLedger {
  readonly db: Database;
  readonly sql: TestDatabase["sql"];
  /** Rows that were written at minute 0. */
  readonly given: ReturnType<typeof givenRows>;
  /** An incident as it stands. */
  row(incident: number): Promise<IncidentRow>;
}

/** What stands of incidents, in a database of the test file's own that is empty before each test. */
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
