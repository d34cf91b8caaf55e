import { afterAll, beforeAll, expect, it } from "vitest";
import { eq } from "../../db/drizzle.ts";
import { alerts, customers, sourceKeys, sources } from "../../db/schema/index.ts";
import { createTestDatabase, type TestDatabase } from "../../db/testDatabase.ts";
import { givenSource, startIntake, type TestIntake } from "./testIntake.ts";

let database: TestDatabase;
let intake: TestIntake;

beforeAll(async () => {
  database = await createTestDatabase();
  intake = await startIntake(database);
});
afterAll(async () => {
  await intake.close();
  await database.drop();
});

const firing = { node: "web01", alarm: "HTTP", status: "firing" };
const postWith = (key: string) => intake.post("/intake/alerts", firing, { authorization: `Bearer ${key}` });

it("refuses a missing, unknown or malformed key with 401, and stores nothing", async () => {
  const refused = [
    await intake.post("/intake/alerts", firing),
    await intake.post("/intake/alerts?key=", firing),
    await intake.post("/intake/alerts?key=a&key=b", firing),
    await intake.post("/intake/alerts", firing, { authorization: "Basic YTpi" }),
    await postWith("unknown"),
    await postWith("x".repeat(5_000)),
  ];
  for (const response of refused) {
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toMatch("Bearer");
    expect(await response.json()).toMatchObject({ status: 401, code: "unauthenticated" });
  }
  expect(await database.db.select().from(alerts)).toEqual([]);
});

it("does not read the body of a stranger", async () => {
  expect((await intake.post("/intake/alerts", "not JSON")).status).toBe(401);
});

it("a revoked key, a retired source and a retired customer are 401", async () => {
  const { db } = database;
  const key = await givenSource(database, "beta", "scripts", "native");
  expect((await postWith(key)).status).toBe(202);
  const now = new Date();
  await db.update(sourceKeys).set({ revokedAt: now }).where(eq(sourceKeys.customer, "beta"));
  expect((await postWith(key)).status).toBe(401);
  await db.update(sourceKeys).set({ revokedAt: null });
  await db.update(sources).set({ retiredAt: now }).where(eq(sources.customer, "beta"));
  expect((await postWith(key)).status).toBe(401);
  await db.update(sources).set({ retiredAt: null });
  await db.update(customers).set({ retiredAt: now }).where(eq(customers.id, "beta"));
  expect((await postWith(key)).status).toBe(401);
});

it("a key works at the address of its kind alone", async () => {
  const key = await givenSource(database, "acme", "prometheus", "alertmanager");
  const response = await postWith(key);
  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({ code: "wrong_source_kind" });
});

it("no key reaches the log", async () => {
  const key = await givenSource(database, "acme", "scripts", "native");
  await intake.post(`/intake/alerts?key=${key}&x=${key}`, firing, { authorization: `Bearer ${key}` });
  await intake.post(`/intake/alerts?k%65y=${key}`, `{"${key}"`);
  await expect.poll(intake.log).toContain("/intake/alerts?key=***&x=***");
  expect(intake.log()).not.toContain(key);
});

it("other methods are refused by name, other paths are nowhere", async () => {
  const response = await fetch(`${intake.url}/intake/alerts`);
  expect(response.status).toBe(405);
  expect(response.headers.get("allow")).toBe("POST");
  expect((await intake.post("/intake/nothing", {})).status).toBe(404);
});
