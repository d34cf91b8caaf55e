import { expect, it } from "vitest";
import { connect } from "./connect.ts";
import { sql } from "./drizzle.ts";
import { createTestDatabase } from "./testDatabase.ts";

it("[RA2] transactions whose connections are cut fail, and the process and its pool live on", async () => {
  const database = await createTestDatabase();
  const pool = connect(database.url, { maxConnections: 10, name: "cut off" });
  const cutAll = sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'cut off'`;
  for (let round = 0; round < 4; round++) {
    const transactions = Array.from({ length: 10 }, () =>
      pool.db.transaction(async (tx) => {
        await tx.execute(sql`select pg_sleep(0.02)`);
        await tx.execute(sql`select pg_sleep(10)`);
      }),
    );
    const ends = Promise.allSettled(transactions);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await database.db.execute(cutAll);
    expect(new Set((await ends).map(({ status }) => status))).toEqual(new Set(["rejected"]));
    await Promise.all(transactions.map(() => pool.db.execute(sql`select 1`).catch(() => {})));
  }
  const answers = await Promise.all(Array.from({ length: 20 }, () => pool.db.execute(sql`select 1 as one`)));
  expect(answers).toHaveLength(20);
  await pool.close();
  await database.drop();
});
