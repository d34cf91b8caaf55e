import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testDatabase.ts";
import { givenRows } from "../testRows.ts";
import { storeAlerts } from "./intake.ts";
import { waitingAlerts } from "./relayQueue.ts";

let database: TestDatabase;
let given: ReturnType<typeof givenRows>;
beforeAll(async () => {
  database = await createTestDatabase();
  given = givenRows(database.db, () => now);
});
afterAll(() => database.drop());
beforeEach(() => database.sql`truncate incidents, alerts restart identity`);

const now = new Date("2026-11-22T03:00:00Z");
const ago = (seconds: number): Date => new Date(now.getTime() - seconds * 1_000);
type Said = Parameters<typeof given.alert>[0];
const waits = (dedupKey: string, said: Said = {}) => given.alert({ dedupKey, relayedAt: null, ...said });
const young = (count: number, fields: object = {}) =>
  Promise.all(Array.from({ length: count }, () => given.incident(fields)));
const look = (options: Partial<Parameters<typeof waitingAlerts>[1]> = {}) =>
  waitingAlerts(database.db, { perCustomer: 8, youngPerCustomer: 10, now, except: [], ...options });
const first = async (options: Parameters<typeof look>[0] = {}) => (await look(options)).alerts;
const keys = async (options = {}) => (await first(options)).map(({ dedupKey }) => dedupKey);

/** 10,000 alerts of one customer, with as many open incidents. */
async function flood(customer = "flood"): Promise<void> {
  const at = now.toISOString();
  await database.sql`
    insert into alerts (customer, source, kind, dedup_key, series, status, level, node, alarm, details, accepted_at)
    select ${customer}, 'prometheus', 'native', 'flood-' || i, '', 'firing', 'high', 'web01', 'HTTP', '{}',
      ${at}::timestamptz from generate_series(1, 10000) i`;
  await database.sql`
    insert into incidents (customer, source, dedup_key, workflow_id, node, alarm, level, state, young,
      opened_at, detected_at)
    select ${customer}, 'prometheus', 'open-' || i, 'w' || i, 'web01', 'HTTP', 'high', 'open', false,
      ${at}::timestamptz, ${at}::timestamptz from generate_series(1, 10000) i`;
}

describe("customers in turn", () => {
  it("[R5.5b] another customer's first alert is in the first answer behind a flood of 10,000", async () => {
    await flood();
    await waits("web01");
    const answer = await first();
    expect(answer.filter(({ customer }) => customer === "flood")).toHaveLength(8);
    expect(answer.filter(({ customer }) => customer === "acme").map(({ dedupKey }) => dedupKey)).toEqual([
      "web01",
    ]);
  });

  it.each([["as statistics stand in a sudden flood"], ["with fresh statistics"]])(
    "[R5.5b] and that answer takes less than 20 ms, %s",
    async (statistics) => {
      await flood();
      await young(9, { customer: "flood" });
      await waits("web01");
      await waits("nobody", { customer: null });
      if (statistics === "with fresh statistics") await database.sql`analyze`;
      const times: number[] = [];
      for (let round = 0; round < 21; round++) {
        const begun = performance.now();
        await first();
        times.push(performance.now() - begun);
      }
      expect(times.toSorted((one, other) => one - other)[10]).toBeLessThan(20);
    },
  );

  it("[R5.1a] the oldest of each first; alerts without a customer share one turn like a customer's", async () => {
    for (const customer of ["acme", "beta", null])
      for (const key of ["one", "two", "three"]) await waits(key, { customer });
    const answer = await first({ perCustomer: 2 });
    expect(answer.map(({ customer, dedupKey }) => [customer, dedupKey])).toEqual([
      ...[
        ["acme", "one"],
        ["acme", "two"],
        ["beta", "one"],
      ],
      ...[
        ["beta", "two"],
        [null, "one"],
        [null, "two"],
      ],
    ]);
  });

  it("[R5.1a] alerts that Temporal has are not offered", async () => {
    await given.alert();
    expect(await first()).toEqual([]);
  });
});

describe("the cap on young incidents", () => {
  it("[R5.5b] leaves room for as many as it allows", async () => {
    await young(9);
    for (const key of ["one", "two", "three"]) await waits(key);
    expect(await keys()).toEqual(["one"]);
    await young(1);
    expect(await keys()).toEqual([]);
  });

  it("[R5.5b] says whether it holds an alert back, so that the relay looks again soon", async () => {
    await young(8);
    for (const key of ["one", "two"]) await waits(key);
    expect((await look()).capped).toBe(false);
    await young(1);
    expect((await look()).capped).toBe(true);
    await young(1);
    await waits("joining", { joins: true });
    expect(await look()).toMatchObject({ alerts: [{ dedupKey: "joining" }], capped: true });
    await database.sql`update alerts set joins = true`;
    expect((await look()).capped).toBe(false);
  });

  const notYoung: [string, object][] = [
    ["others'", { customer: "beta" }],
    ["those without a customer", { customer: null }],
    ["that have told somebody", { young: false }],
    ["closed", { closedAt: now }],
    ["that have hung for a minute", { openedAt: ago(61) }],
  ];
  it.each(notYoung)("[R5.5b] does not count incidents %s", async (_which, fields) => {
    await young(10, fields);
    await waits("one");
    expect(await keys()).toEqual(["one"]);
  });

  it("[R5.5b] counts incidents without a customer against alerts without one", async () => {
    await young(10, { customer: null });
    await waits("one", { customer: null });
    expect(await keys()).toEqual([]);
  });

  it("[R5.1b] does not hold back what joins an open incident, however many wait before it", async () => {
    await flood();
    await young(10, { customer: "flood" });
    const alert = { source: "prometheus", name: "prometheus", customer: "flood", kind: "native" as const };
    const said = { dedupKey: "open-7", series: "", status: "recovered" as const, level: "high" as const };
    const rest = { system: null, node: "web01", alarm: "HTTP", value: null, log: null, details: {} };
    const times = { occurredAt: null, startedAt: null, eventKey: null };
    await storeAlerts(database.db, alert, [{ ...said, ...rest, ...times }], now);
    expect(await first()).toMatchObject([{ customer: "flood", dedupKey: "open-7", joins: true }]);
  });
});

describe("a server's lease", () => {
  it("[RA2] keeps an alert from other servers exactly while it lasts", async () => {
    await waits("held", { leaseUntil: new Date(now.getTime() + 1) });
    await waits("given up", { leaseUntil: ago(1) });
    expect(await keys()).toEqual(["given up"]);
  });
});

it("[RA2] a key that is being relayed, or must wait, takes no other key's turn", async () => {
  for (let copy = 0; copy < 10; copy++) await waits("storm", { customer: "busy", source: "tool" });
  await waits("other", { customer: "busy", source: "tool" });
  const except = [{ customer: "busy", source: "tool", dedupKey: "storm" }];
  expect((await first({ except })).filter((alert) => alert.customer === "busy")).toMatchObject([
    { dedupKey: "other" },
  ]);
});
