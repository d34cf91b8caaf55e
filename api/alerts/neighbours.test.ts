import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asc } from "../../db/drizzle.ts";
import { alerts } from "../../db/schema/index.ts";
import { createTestDatabase, type TestDatabase } from "../../db/testDatabase.ts";
import { isUnreadable } from "../../domain/alerts/alert.ts";
import { givenSource, startIntake, type TestIntake } from "./testIntake.ts";

let database: TestDatabase;
let intake: TestIntake;
const keys: Record<string, string> = {};

beforeAll(async () => {
  database = await createTestDatabase();
  intake = await startIntake(database);
  for (const kind of ["alertmanager", "grafana"] as const)
    keys[kind] = await givenSource(database, "acme", kind, kind);
});
beforeEach(async () => {
  await database.db.delete(alerts);
  // Make sure that no alert repeats one of an earlier test.
  intake.clock.now = new Date(intake.clock.now.getTime() + 600_000);
});
afterAll(async () => {
  await intake.close();
  await database.drop();
});

const stored = () => database.db.select().from(alerts).orderBy(asc(alerts.id));
const sound = {
  status: "firing",
  labels: { alertname: "HTTP", instance: "web01:9100", severity: "critical" },
  annotations: {},
  startsAt: "2026-11-22T09:00:00Z",
};

describe.each(["alertmanager", "grafana"])("one bad alert never harms the others: %s", (kind) => {
  const post = (body: unknown) =>
    intake.post(`/intake/${kind}`, body, { authorization: `Bearer ${keys[kind]}` });

  it("valid alerts are stored, and faulty ones as far as they can be read", async () => {
    const odd = [
      { ...sound, labels: { instance: "db01:9100" } },
      { ...sound, labels: { alertname: "Disk", rack: 5 }, annotations: { value: { A: 1 } } },
      null,
    ];
    const response = await post({ alerts: [odd[0], sound, ...odd.slice(1)] });
    expect(response.status).toBe(202);
    const { accepted } = (await response.json()) as { accepted: { alert: number }[] };
    const rows = await stored();
    expect(accepted).toEqual(rows.map(({ id }) => ({ alert: id })));
    expect(rows).toMatchObject([
      { node: "db01", alarm: "-" },
      { node: "web01", alarm: "HTTP", level: "high" },
      { node: "-", alarm: "Disk", value: '{"A":1}' },
      { node: "-", alarm: "-" },
    ]);
    expect(rows.map(isUnreadable)).toEqual([true, false, true, true]);
  });

  it("its repeats and its recovery meet the same incident", async () => {
    const nameless = { ...sound, labels: { instance: "db01:9100", rack: 5 } };
    for (const alert of [nameless, nameless, { ...nameless, status: "resolved" }]) {
      intake.clock.now = new Date(intake.clock.now.getTime() + 180_000);
      expect((await post({ alerts: [alert] })).status).toBe(202);
    }
    const rows = await stored();
    expect(rows.map(({ status }) => status)).toEqual(["firing", "firing", "recovered"]);
    expect(new Set(rows.map(({ dedupKey }) => dedupKey)).size).toBe(1);
  });

  it.each([{}, [], null, 5, { alerts: {} }, { alerts: null }])("%j is no webhook", async (body) => {
    expect((await post(body)).status).toBe(400);
    expect(await stored()).toEqual([]);
  });

  it("says how many alerts the tool left out, once for a notification", async () => {
    const body = { groupKey: '{}:{job="node"}', truncatedAlerts: 3, alerts: [sound] };
    for (const _copy of [1, 2]) {
      const { accepted } = (await (await post(body)).json()) as { accepted: unknown[] };
      expect(accepted).toHaveLength(1);
    }
    const [, missing, ...more] = await stored();
    expect(more).toEqual([]);
    expect(missing).toMatchObject({ status: "firing", node: "-", value: "3件" });
    expect(isUnreadable(missing!)).toBe(true);
  });
});
