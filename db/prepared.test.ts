import { afterAll, beforeAll, expect, it } from "vitest";
import { asc, eq, sql } from "./drizzle.ts";
import { type Places, prepared } from "./prepared.ts";
import { outbox } from "./schema/index.ts";
import { createTestDatabase, type TestDatabase } from "./testDatabase.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

let timesBuilt = 0;
const wordsOf = prepared((db, { row }: Places<{ row: number }>) => {
  timesBuilt += 1;
  return db.select().from(outbox).where(eq(outbox.rowId, row)).orderBy(asc(outbox.id));
});
const write = prepared((db, { row, at, told }: Places<{ row: number; at: Date; told: Date | null }>) =>
  db
    .insert(outbox)
    .values({ kind: "secondary", rowId: row, word: { is: "changed" }, writtenAt: at, relayedAt: told }),
);
const count = prepared(
  (_db, { rows }: Places<{ rows: number[] }>) =>
    sql<{ words: string }[]>`select count(*) as words from outbox where row_id = any(${rows})`,
);
const at = new Date("2026-11-22T03:00:00Z");

it("a prepared query runs with each run's values, and maps rows like any other", async () => {
  for (const row of [1, 2]) await write(database.db, { row, at, told: row === 2 ? null : at });
  expect(await wordsOf(database.db, { row: 2 })).toMatchObject([
    { rowId: 2, word: { is: "changed" }, writtenAt: at, relayedAt: null },
  ]);
  expect(await wordsOf(database.db, { row: 3 })).toEqual([]);
  expect(await count(database.db, { rows: [1, 2, 3] })).toEqual([{ words: "2" }]);
  expect(timesBuilt).toBe(1);
});

it("a prepared query runs in the transaction it is given, and is undone with it", async () => {
  const undone = database.db.transaction(async (tx) => {
    await write(tx, { row: 5, at, told: null });
    expect(await wordsOf(tx, { row: 5 })).toHaveLength(1);
    expect(await wordsOf(database.db, { row: 5 })).toEqual([]);
    throw new Error("undo");
  });
  await expect(undone).rejects.toThrow("undo");
  expect(await wordsOf(database.db, { row: 5 })).toEqual([]);
});
