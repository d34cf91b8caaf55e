import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { removeOldEvents } from "../../db/alerts/intake.ts";
import { count } from "../../db/drizzle.ts";
import { alerts, intakeEvents } from "../../db/schema/index.ts";
import { createTestDatabase, type TestDatabase } from "../../db/testDatabase.ts";
import { givenSource, startIntake, type TestIntake } from "./testIntake.ts";

let database: TestDatabase;
let intake: TestIntake;
const bearers: Record<string, Record<string, string>> = {};

beforeAll(async () => {
  database = await createTestDatabase();
  intake = await startIntake(database);
  for (const customer of ["acme", "beta"]) {
    const key = await givenSource(database, customer, "prometheus", "alertmanager");
    bearers[customer] = { authorization: `Bearer ${key}` };
  }
});
beforeEach(async () => {
  await database.db.delete(alerts);
  await database.db.delete(intakeEvents);
  intake.clock.now = new Date();
});
afterAll(async () => {
  await intake.close();
  await database.drop();
});

const alert = (fingerprint: string, more = {}) => ({
  status: "firing",
  labels: { alertname: "HTTP", node: fingerprint },
  startsAt: "2026-11-22T00:00:00Z",
  endsAt: "0001-01-01T00:00:00Z",
  fingerprint,
  ...more,
});

async function post(given: unknown[], customer = "acme"): Promise<number[]> {
  const response = await intake.post(
    "/intake/alertmanager",
    { version: "4", alerts: given },
    bearers[customer],
  );
  expect(response.status).toBe(202);
  const { accepted } = (await response.json()) as { accepted: { alert: number }[] };
  return accepted.map((one) => one.alert);
}
const rows = async () => (await database.db.select({ count: count() }).from(alerts))[0]?.count;
const pass = (seconds: number) => {
  intake.clock.now = new Date(intake.clock.now.getTime() + seconds * 1_000);
};

describe("the same event", () => {
  it("[R5.1b] within 2 minutes of its first copy is one row; later it counts again", async () => {
    const [first] = await post([alert("a")]);
    pass(119);
    expect(await post([alert("a")])).toEqual([first]);
    expect(await rows()).toBe(1);
    pass(1);
    const [second] = await post([alert("a")]);
    expect(second).not.toBe(first);
    pass(119);
    expect(await post([alert("a")])).toEqual([second]);
    expect(await rows()).toBe(2);
  });

  it("another status, start, fingerprint or customer is another event", async () => {
    await post([alert("a"), alert("b")]);
    await post([alert("a", { status: "resolved", endsAt: "2026-11-22T00:01:00Z" })]);
    await post([alert("a", { startsAt: "2026-11-22T00:00:01Z" })]);
    await post([alert("a")], "beta");
    expect(await rows()).toBe(5);
  });

  it("twice in one body is one row, and a body may bring known and new ones", async () => {
    const [a, again, b] = await post([alert("a"), alert("a"), alert("b")]);
    expect(again).toBe(a);
    const [known, fresh] = await post([alert("b"), alert("c")]);
    expect(known).toBe(b);
    expect(fresh).toBeGreaterThan(b!);
    expect(await rows()).toBe(3);
  });

  it("[RA2] from several senders at once is one row, and everybody hears its id", async () => {
    const names = Array.from({ length: 20 }, (_, index) => `node${index}`);
    const bodies = Array.from({ length: 10 }, (_, turn) => [...names.slice(turn), ...names.slice(0, turn)]);
    const answers = await Promise.all(
      bodies.map(async (body) => {
        const ids = await post(body.map((name) => alert(name)));
        return new Map(body.map((name, index) => [name, ids[index]]));
      }),
    );
    expect(await rows()).toBe(names.length);
    for (const name of names) expect(new Set(answers.map((ids) => ids.get(name))).size).toBe(1);
  });

  it("is forgotten once it can have no second copy", async () => {
    await post([alert("a")]);
    pass(60);
    expect(await removeOldEvents(database.db, intake.clock.now)).toBe(0);
    pass(3_600);
    expect(await removeOldEvents(database.db, intake.clock.now)).toBe(1);
  });
});
