import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { wordsOf } from "../../domain/timeline.ts";
import { changeIncident, closeUnlessUnseen } from "../incidents/records.ts";
import type { AlertRow } from "../schema/index.ts";
import { createTestDatabase, type TestDatabase } from "../testDatabase.ts";
import { givenRows } from "../testRows.ts";
import { bindOnce, markRelayed, type NewIncident } from "./binding.ts";
import { waitingOfKey } from "./relayQueue.ts";

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
const waits = (said: Said = {}) => given.alert({ ...key, relayedAt: null, acceptedAt: at(20), ...said });

const makeIncident = (alert: AlertRow): NewIncident => ({
  workflowId: "incident/acme/prometheus/web01",
  version: null,
  rule: "web down",
  system: null,
  state: "open",
  openedAt: at(0),
  detectedAt: alert.acceptedAt,
  deadlineAt: at(15),
});
const bind = (alert: number, of = key, now = at(0)) =>
  bindOnce(database.db, alert, of, makeIncident, { now, leaseUntil: new Date(now.getTime() + 60_000) });
/** Binds as the relay does, then tells Temporal at once. */
async function relay(alert: number, now = at(0)): Promise<number | null> {
  const bound = await bind(alert, key, now);
  await markRelayed(database.db, [alert], at(0));
  return bound?.incident?.number ?? null;
}
const oldestWaiting = async (of: typeof key, limit: number) =>
  (await waitingOfKey(database.db, of, limit)).alerts;
const rows = () =>
  database.sql`select incident, sequence, relayed_at is not null as relayed from alerts order by id`;
const openIncidents = () => database.sql`select number from incidents where closed_at is null`;

describe("by several servers at once", () => {
  it("[R5.1b] [RA2] an alert is bound once, and one of them alone tells Temporal of it while its lease lasts", async () => {
    const alert = await waits();
    const bound = await Promise.all(Array.from({ length: 10 }, () => bind(alert)));
    const [told, ...others] = bound.filter((one) => one !== null);
    expect(told).toMatchObject({ alert: { sequence: 1 }, incident: { alertCount: 1 } });
    expect(others).toEqual([]);
    expect(await bind(alert, key, at(2))).toMatchObject({ incident: { number: told?.incident?.number } });
    expect(await openIncidents()).toHaveLength(1);
    expect(await database.sql`select 1 from timeline`).toHaveLength(1);
  });

  it("[R5.1b] [RA2] alerts waiting behind one that joins are bound with it, in order, except those another server is relaying", async () => {
    await relay(await waits());
    const [first, second, third, last] = [await waits(), await waits(), await waits(), await waits()];
    await database.sql`update alerts set lease_until = ${at(5).toISOString()} where id = ${third}`;
    const times = { now: at(0), leaseUntil: at(1) };
    const bound = await bindOnce(database.db, first, key, makeIncident, times, [second, third, last]);
    expect([bound?.alert, ...(bound?.behind ?? [])].map((alert) => [alert?.id, alert?.sequence])).toEqual([
      [first, 2],
      [second, 3],
      [last, 4],
    ]);
    expect((await openIncidents()).length).toBe(1);
    expect(await database.sql`select alert_count as count from incidents`).toMatchObject([{ count: 4 }]);
    expect(await database.sql`select 1 from timeline`).toHaveLength(4);
    // No other server begins one of them while it is being told.
    for (const alert of [first, second, last]) expect(await bind(alert)).toBeNull();
    const again = await bindOnce(database.db, first, key, makeIncident, { ...times, now: at(2) }, [
      last,
      second,
    ]);
    expect(again?.behind?.map(({ sequence }) => sequence)).toEqual([3, 4]);
  });

  it("[R5.1b] twenty first alerts of one key open one incident and get its sequences without gaps", async () => {
    const alerts = await Promise.all(Array.from({ length: 20 }, () => waits()));
    const relayAll = async () => {
      for (const alert of await oldestWaiting(key, 50)) await relay(alert.id);
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

  it("[R5.1b] an alert told again after its incident closed starts nothing", async () => {
    const alert = await waits();
    const first = (await bind(alert))?.incident?.number as number;
    await changeIncident(database.db, first, { closedAt: at(5) });
    expect((await bind(alert, key, at(6)))?.incident).toMatchObject({ number: first, closedAt: at(5) });
    expect(await openIncidents()).toHaveLength(0);
  });

  it("[R5.1b] the recovery of an unknown alert is kept but not relayed", async () => {
    const alert = await waits({ status: "recovered" });
    expect(await bind(alert)).toMatchObject({ incident: null });
    expect(await rows()).toEqual([{ incident: null, sequence: null, relayed: true }]);
    expect(await bind(alert)).toBeNull();
  });

  it("[R5.1b] a repeat of an occurrence that an operator resolved is kept quietly with that incident's alerts", async () => {
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

describe("a tool whose clock is ahead", () => {
  const lines = async () =>
    (await database.sql`select event from timeline order by id`).map(({ event }) => wordsOf(event, "ja"));

  it("[R5.1b] its recovery counts from when it was accepted: the next occurrence is new", async () => {
    const first = await relay(await waits());
    await relay(await waits({ status: "recovered", occurredAt: at(560) }));
    await changeIncident(database.db, first!, { closedAt: at(21) });
    const next = await waits({ occurredAt: at(23), acceptedAt: at(23) });
    expect(await bind(next)).toMatchObject({ incident: { number: first! + 1 } });
  });

  it("[R5.1b] [RA1] is on the timeline, once per incident", async () => {
    for (const minute of [20, 21]) await relay(await waits({ occurredAt: at(minute + 540) }));
    expect((await lines()).filter((line) => line.includes("時刻が"))).toEqual([
      "監視ツールの時刻が540分進んでいます。ツールの時刻の代わりに受付時刻で前後を判断します",
    ]);
  });
});

describe("the run of an incident", () => {
  const workflowIds = async () =>
    (await database.sql`select workflow_id from incidents order by number`).map((row) => row.workflow_id);

  it("[R5.1e] is its own: the key's next incident does not share the run of an earlier one that is still busy", async () => {
    for (let count = 0; count < 3; count++) {
      const number = await relay(await waits());
      await changeIncident(database.db, number!, { closedAt: at(5) });
    }
    const id = "incident/acme/prometheus/web01";
    expect(await workflowIds()).toEqual([id, `${id}/2`, `${id}/3`]);
  });

  it("[R5.1a] is its own even if an operator has assigned the earlier one to a customer", async () => {
    const nobodys = { ...key, customer: null };
    for (let count = 0; count < 2; count++) {
      const bound = await bind(await waits(nobodys), nobodys);
      await changeIncident(database.db, bound!.incident!.number, { closedAt: at(5), customer: "acme" });
    }
    expect(new Set(await workflowIds()).size).toBe(2);
  });
});

describe("a recovery that overtook its alert", () => {
  it("[R5.1b] follows it, if the tool's own times show it", async () => {
    const recovery = await waits({ status: "recovered", occurredAt: at(4) });
    expect(await relay(recovery)).toBeNull();
    const firing = await waits({ occurredAt: at(1) });
    const number = await relay(firing);
    expect((await oldestWaiting(key, 9)).map(({ id }) => id)).toEqual([recovery]);
    expect(await relay(recovery)).toBe(number);
  });

  it("[R5.1b] waits until Temporal was told of its alert, which opened the incident", async () => {
    const recovery = await waits({ status: "recovered", occurredAt: at(4) });
    await relay(recovery);
    const firing = await waits({ occurredAt: at(1) });
    await bind(firing);
    // The server died here. The next one finds both, the recovery first.
    expect((await oldestWaiting(key, 9)).map(({ id }) => id)).toEqual([recovery, firing]);
    expect(await bind(recovery)).toBeNull();
    const number = await relay(firing, at(2));
    expect(await bind(recovery)).toMatchObject({ incident: { number }, alert: { sequence: 2 } });
  });

  const others: [string, Said][] = [
    ["an older one", { occurredAt: at(0) }],
    ["one without a time", { occurredAt: null }],
    ["another series", { occurredAt: at(4), series: "critical" }],
    ["one of long ago", { occurredAt: at(4), acceptedAt: at(9) }],
  ];
  it.each(others)("[R5.1b] is not %s", async (_what, said) => {
    await relay(await waits({ status: "recovered", ...said }));
    await relay(await waits({ occurredAt: at(1) }));
    expect(await oldestWaiting(key, 9)).toEqual([]);
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

it("[R5.5b] alerts waiting for an incident just opened are marked, so that no cap holds them back", async () => {
  const [first] = [await waits(), await waits(), await waits({ dedupKey: "web02" })];
  await relay(first as number);
  expect(await database.sql`select joins from alerts where relayed_at is null order by id`).toEqual([
    { joins: true },
    { joins: false },
  ]);
});
