import { expect, it } from "vitest";
import { eq } from "./drizzle.ts";
import { growingCount } from "./growingCount.ts";
import { dispatches } from "./schema/index.ts";
import { testLedger } from "./testLedger.ts";

const ledger = testLedger();

const counting = () =>
  growingCount({
    table: dispatches,
    by: { outcome: dispatches.outcome },
    unsettled: eq(dispatches.outcome, "pending"),
    behind: 2,
  });

async function written(...outcomes: (typeof dispatches.$inferSelect)["outcome"][]): Promise<void> {
  for (const outcome of outcomes) await ledger.given.dispatch(1, { outcome });
}

const sorted = async (counts: Promise<{ outcome: string; count: number }[]>) =>
  (await counts).map(({ outcome, count }) => `${outcome} ${count}`).sort();

it("[RA1] counts each row once, however often it is asked", async () => {
  const count = counting();
  expect(await sorted(count(ledger.db))).toEqual([]);
  await written("sent", "sent", "failed", "sent");
  for (const _ of [1, 2]) expect(await sorted(count(ledger.db))).toEqual(["failed 1", "sent 3"]);
  await written("sent", "refused", "failed");
  for (const _ of [1, 2]) expect(await sorted(count(ledger.db))).toEqual(["failed 2", "refused 1", "sent 4"]);
});

it("[RA1] counts a pending row anew until it is settled, and all behind it", async () => {
  const count = counting();
  await written("sent", "pending", "failed", "sent", "sent", "sent");
  expect(await sorted(count(ledger.db))).toEqual(["failed 1", "pending 1", "sent 4"]);
  await ledger.sql`update dispatches set outcome = 'sent' where outcome in ('pending', 'failed')`;
  expect(await sorted(count(ledger.db))).toEqual(["sent 6"]);
});

it("does not read again what it has counted", async () => {
  const count = counting();
  await written("sent", "sent", "sent", "sent");
  await count(ledger.db);
  await ledger.sql`update dispatches set outcome = 'failed'`;
  expect(await sorted(count(ledger.db))).toEqual(["failed 2", "sent 2"]);
});

it("begins anew in a database that was replaced", async () => {
  const count = counting();
  await written("sent", "sent", "sent", "sent");
  await count(ledger.db);
  await ledger.sql`truncate dispatches restart identity`;
  await written("failed");
  expect(await sorted(count(ledger.db))).toEqual(["failed 1"]);
});
