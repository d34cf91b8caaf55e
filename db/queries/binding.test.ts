import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testDatabase.ts";
import { givenRows } from "../testRows.ts";
import { type AlertRow, bindOnce, markRelayed, type NewIncident, oldestWaiting } from "./binding.ts";
import { changeIncident, closeUnlessUnseen } from "./records.ts";

let database: TestDatabase;
let given: ReturnType<typeof givenRows>;
beforeAll(async () => {
  database = await createTestDatabase({ maxConnections: 20 });
  given = givenRows(database.db, () => at(0));
});
afterAll(() => database.drop());
beforeEach(() => database.sql`truncate incidents, alerts, timeline restart identity`);

const at = (minutes: number): Date => new Date(Date.UTC(2026, 10, 22, 3, minutes));
const key = { customer: "acme" as string | null, source: "prometheus", dedupKey: "web01" };
type Said = Parameters<typeof given.alert>[0];
const waits = (said: Said = {}) => given.alert({ ...key, relayedAt: null, ...said });

const makeIncident = (alert: AlertRow): NewIncident => ({
  row: {
    ...{ workflowId: "incident/acme/prometheus/web01", version: null, rule: "web down", system: null },
    ...{ state: "open", openedAt: at(0), detectedAt: alert.acceptedAt, deadlineAt: at(15) },
  },
  firstRing: null,
});
const bind = (alert: number, of = key) =>
  bindOnce(database.db, alert, of, makeIncident, { now: at(0), leaseUntil: at(1) });
/** Binds as the relay does, and tells Temporal at once. */
async function relay(alert: number): Promise<number | null> {
  const bound = await bind(alert);
  await markRelayed(database.db, [alert], at(0));
  return bound?.incident?.number ?? null;
}
const rows = () =>
  database.sql`select incident, sequence, relayed_at is not null as relayed from alerts order by id`;
const openIncidents = () => database.sql`select number from incidents where closed_at is null`;

describe("by several servers at once", () => {
  it("[R5.1b] an alert is bound once, and all of them learn to which incident", async () => {
    const alert = await waits();
    const bound = await Promise.all(Array.from({ length: 10 }, () => bind(alert)));
    expect(new Set(bound.map((one) => one?.incident?.number)).size).toBe(1);
    expect(new Set(bound.map((one) => one?.alert.sequence))).toEqual(new Set([1]));
    expect(await openIncidents()).toHaveLength(1);
    expect(await database.sql`select 1 from timeline`).toHaveLength(1);
  });

  it("[R5.1b] twenty first alerts of one key open one incident and stand in it without gaps", async () => {
    const alerts = await Promise.all(Array.from({ length: 20 }, () => waits()));
    const relayAll = async () => {
      for (const alert of await oldestWaiting(database.db, key, 50)) await relay(alert.id);
    };
    await Promise.all([relayAll(), relayAll(), relayAll()]);
    const [incident] = await openIncidents();
    const bound = (await rows()).filter((row) => row.relayed);
    expect(bound.every((row) => row.incident === incident?.number)).toBe(true);
    await relayAll();
    expect((await rows()).map((row) => row.sequence).toSorted((one, other) => one - other)).toEqual(
      alerts.map((_, index) => index + 1),
    );
  });
});

describe("what an alert is bound to", () => {
  it("[R5.1b] repeats and recoveries join the open incident", async () => {
    const [first, repeat, recovery] = [await waits(), await waits(), await waits({ status: "recovered" })];
    const number = await relay(first);
    expect(await relay(repeat)).toBe(number);
    expect(await relay(recovery)).toBe(number);
  });

  it("[R5.1b] a new occurrence after closing is a new incident", async () => {
    const first = await relay(await waits());
    await changeIncident(database.db, first!, { closedAt: at(5) });
    const next = await relay(await waits());
    expect(next).toBeGreaterThan(first!);
  });

  it("[R5.1b] bound once: told again after its incident closed, it starts nothing", async () => {
    const alert = await waits();
    const first = (await bind(alert))?.incident?.number as number;
    await changeIncident(database.db, first, { closedAt: at(5) });
    expect((await bind(alert))?.incident).toMatchObject({ number: first, closedAt: at(5) });
    expect(await openIncidents()).toHaveLength(0);
  });

  it("[R5.1b] the recovery of an unknown alert is kept and relayed to nobody", async () => {
    const alert = await waits({ status: "recovered" });
    expect(await bind(alert)).toMatchObject({ incident: null });
    expect(await rows()).toEqual([{ incident: null, sequence: null, relayed: true }]);
    expect(await bind(alert)).toBeNull();
  });

  it("[R5.1b] the very occurrence that an operator resolved stays quietly among that one's alerts", async () => {
    const first = await relay(await waits({ startedAt: at(1) }));
    await changeIncident(database.db, first!, { closedAt: at(5), resolvedBy: "鈴木" });
    expect(await bind(await waits({ startedAt: at(1) }))).toMatchObject({ incident: null });
    expect((await rows()).at(-1)).toEqual({ incident: first, sequence: 2, relayed: true });
    expect(await relay(await waits({ startedAt: at(9) }))).toBeGreaterThan(first!);
  });

  it("[R5.1b] a late copy from before the recovery opens nothing", async () => {
    const first = await relay(await waits({ occurredAt: at(1) }));
    await relay(await waits({ status: "recovered", occurredAt: at(4) }));
    await changeIncident(database.db, first!, { closedAt: at(5) });
    expect(await bind(await waits({ occurredAt: at(3) }))).toMatchObject({ incident: null });
    expect(await openIncidents()).toHaveLength(0);
  });

  it("[RA4] customers, sources and unknown customers never share an incident", async () => {
    const others = [
      { ...key, customer: "beta" },
      { ...key, customer: null },
      { ...key, source: "zabbix" },
      { ...key, dedupKey: "WEB01" },
    ];
    await relay(await waits());
    for (const other of others) await bind(await waits(other), other);
    expect(await openIncidents()).toHaveLength(5);
  });
});

describe("a recovery that overtook its alert", () => {
  it("[R5.1b] follows it, where the tool's own times tell", async () => {
    const recovery = await waits({ status: "recovered", occurredAt: at(4) });
    expect(await relay(recovery)).toBeNull();
    const firing = await waits({ occurredAt: at(1) });
    const number = await relay(firing);
    expect((await oldestWaiting(database.db, key, 9)).map(({ id }) => id)).toEqual([recovery]);
    expect(await relay(recovery)).toBe(number);
  });

  it("[R5.1b] waits until Temporal was told of its alert, which opened the incident", async () => {
    const recovery = await waits({ status: "recovered", occurredAt: at(4) });
    await relay(recovery);
    const firing = await waits({ occurredAt: at(1) });
    await bind(firing);
    // The server died here. The next one finds both, the recovery first.
    expect((await oldestWaiting(database.db, key, 9)).map(({ id }) => id)).toEqual([recovery, firing]);
    expect(await bind(recovery)).toBeNull();
    const number = await relay(firing);
    expect(await bind(recovery)).toMatchObject({ incident: { number }, alert: { sequence: 2 } });
  });

  const others: [string, Said][] = [
    ["an older one", { occurredAt: at(0) }],
    ["one without a time", { occurredAt: null }],
    ["another series", { occurredAt: at(4), series: "critical" }],
    ["one of long ago", { occurredAt: at(4), acceptedAt: new Date(at(0).getTime() - 3_600_000) }],
  ];
  it.each(others)("[R5.1b] is not %s", async (_what, said) => {
    await relay(await waits({ status: "recovered", ...said }));
    await relay(await waits({ occurredAt: at(1) }));
    expect(await oldestWaiting(database.db, key, 9)).toEqual([]);
  });
});

it("[R5.1e] an incident closes or takes the next alert, never both", async () => {
  for (let round = 0; round < 20; round++) {
    const number = (await relay(await waits())) as number;
    const alert = await waits();
    const [closed, bound] = await Promise.all([
      closeUnlessUnseen(database.db, number, 1, null, at(9)),
      bind(alert),
    ]);
    expect(bound?.incident?.number === number).toBe(!closed);
    await database.sql`truncate incidents, alerts, timeline restart identity`;
  }
});

it("[R5.5b] what waits for an incident that was just opened is marked, so that no cap holds it back", async () => {
  const [first] = [await waits(), await waits(), await waits({ dedupKey: "web02" })];
  await relay(first as number);
  expect(await database.sql`select joins from alerts where relayed_at is null order by id`).toEqual([
    { joins: true },
    { joins: false },
  ]);
});
