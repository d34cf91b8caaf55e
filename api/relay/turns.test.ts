import { afterAll, beforeAll, expect, it } from "vitest";
import { markRelayed } from "../../db/alerts/binding.ts";
import type { RelayKey } from "../../db/alerts/relayKey.ts";
import { waitingAlerts } from "../../db/alerts/relayQueue.ts";
import { createTestDatabase, type TestDatabase } from "../../db/testDatabase.ts";
import { Turns } from "./turns.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const customers = Array.from({ length: 60 }, (_, index) => `customer-${String(index).padStart(2, "0")}`);
const start = new Date("2026-11-22T03:00:00Z");
const slots = 16;
/** Temporal is slow: each alert takes this long. */
const requestMilliseconds = 500;
const floodOfEach = 20;

interface UnderWay {
  id: number;
  key: RelayKey;
  endsAt: number;
}

/** Relays on a clock of its own until nothing waits. Returns when each customer's first alert began. */
async function relayAll(turns: Turns): Promise<Map<string | null, number>> {
  const firstBegunAt = new Map<string | null, number>();
  let underWay: UnderWay[] = [];
  for (let now = 0; ; now += requestMilliseconds / 2) {
    const ended = underWay.filter(({ endsAt }) => endsAt <= now);
    underWay = underWay.filter(({ endsAt }) => endsAt > now);
    const at = new Date(start.getTime() + now);
    await markRelayed(
      database.db,
      ended.map(({ id }) => id),
      at,
    );
    const except = underWay.map(({ key }) => key);
    const look = { perCustomer: 8, youngPerCustomer: 10, now: at, except };
    const { alerts: waiting } = await waitingAlerts(database.db, look);
    if (waiting.length === 0 && underWay.length === 0) return firstBegunAt;
    for (const { id, customer, source, dedupKey } of turns.inTurn(waiting)) {
      if (underWay.length >= slots) break;
      turns.take(customer);
      if (!firstBegunAt.has(customer)) firstBegunAt.set(customer, now);
      // They do not all take the same time: turns must not depend on a common rhythm.
      const endsAt = now + requestMilliseconds * (1 + (id % 2) / 2);
      underWay.push({ id, key: { customer, source, dedupKey }, endsAt });
    }
  }
}

it("[R5.5b] [R5.1a] sixty customers in flood and Temporal slow: everybody's first alert begins within 4 seconds", async () => {
  await database.sql`
    insert into alerts (customer, source, kind, dedup_key, series, status, level, node, alarm, details, accepted_at)
    select name, 'prometheus', 'native', 'flood-' || i, '', 'firing', 'high', 'web01', 'HTTP', '{}',
      ${start.toISOString()}::timestamptz
    from unnest(${customers}::text[]) name cross join generate_series(1, ${floodOfEach}) i`;
  const firstBegunAt = await relayAll(new Turns());
  expect([...firstBegunAt.keys()].toSorted()).toEqual(customers);
  // Sixty by sixteen slots are four rounds, each of at most one and a half requests.
  expect(Math.max(...firstBegunAt.values())).toBeLessThanOrEqual(4 * 1.5 * requestMilliseconds);
}, 60_000);

it("[R5.5b] who comes late to a flood is next, and who has just had a turn is last", () => {
  const turns = new Turns();
  const waits = (customer: string, dedupKey: string): RelayKey => ({ customer, source: "tool", dedupKey });
  const flood = ["a", "b"].flatMap((customer) => ["1", "2"].map((key) => waits(customer, key)));
  for (const customer of ["a", "b", "a"]) turns.take(customer);
  const order = turns.inTurn([...flood, waits("z", "1")]);
  expect(order.map(({ customer, dedupKey }) => `${customer}${dedupKey}`)).toEqual([
    "z1",
    "b1",
    "a1",
    "b2",
    "a2",
  ]);
});
