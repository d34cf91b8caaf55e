import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asc, sql } from "../../db/drizzle.ts";
import { alerts } from "../../db/schema/index.ts";
import { createTestDatabase, type TestDatabase } from "../../db/testDatabase.ts";
import { givenSource, startIntake, type TestIntake } from "./testIntake.ts";

let database: TestDatabase;
let intake: TestIntake;
let bearer: Record<string, string>;
let key: string;

beforeAll(async () => {
  database = await createTestDatabase();
  intake = await startIntake(database);
  key = await givenSource(database, "acme", "scripts", "native");
  bearer = { authorization: `Bearer ${key}` };
});
beforeEach(() => database.db.delete(alerts));
afterAll(async () => {
  await intake.close();
  await database.drop();
});

const post = (body: unknown, headers = bearer) => intake.post("/intake/alerts", body, headers);
const stored = () => database.db.select().from(alerts).orderBy(asc(alerts.id));
const firing = { node: "web01", alarm: "HTTP", status: "firing", level: "high" };

describe("POST /intake/alerts", () => {
  it("[R5.1a] stores an alert before it answers 202", async () => {
    const given = {
      system: "shop",
      value: 93.5,
      log: "行1\n行2",
      key: "http-web01",
      details: { check: "top" },
      occurredAt: "2026-11-22T09:00:00.5+09:00",
      unknown: "ignored",
    };
    const before = intake.accepted();
    const response = await post({ ...firing, ...given });
    expect(response.status).toBe(202);
    const [row] = await stored();
    expect(await response.json()).toEqual({ accepted: [{ alert: row?.id }] });
    expect(row).toMatchObject({
      customer: "acme",
      source: "scripts",
      kind: "native",
      dedupKey: "http-web01",
      series: "",
      node: "web01",
      alarm: "HTTP",
      status: "firing",
      level: "high",
      system: "shop",
      value: "93.5",
      log: "行1\n行2",
      details: { check: "top" },
      occurredAt: new Date("2026-11-22T00:00:00.500Z"),
      acceptedAt: intake.clock.now,
      startedAt: null,
      incident: null,
      relayedAt: null,
    });
    expect(intake.accepted()).toBe(before + 1);
  });

  it("takes an array in its order, and without the same key counts every message", async () => {
    const response = await post([firing, { ...firing, status: "recovered" }, firing]);
    expect(response.status).toBe(202);
    const rows = await stored();
    expect(rows.map((row) => row.status)).toEqual(["firing", "recovered", "firing"]);
    expect(rows.map((row) => row.dedupKey)).toEqual(Array(3).fill(":web01:HTTP"));
    expect(await response.json()).toEqual({ accepted: rows.map((row) => ({ alert: row.id })) });
  });

  it("[RA2] stores a delivery of long logs whole or not at all, though it takes several statements", async () => {
    const log = "x".repeat(60_000);
    const delivery = Array.from({ length: 20 }, (_, n) => ({ ...firing, node: `web${n}`, log }));
    await database.db.execute(sql`
      create function no_room() returns trigger language plpgsql as
        $$ begin raise exception 'no room' using errcode = 'disk_full'; end $$`);
    await database.db.execute(sql`
      create trigger no_room before insert on alerts for each row
        when (new.node = 'web19') execute function no_room()`);
    const refused = await post(delivery);
    await database.db.execute(sql`drop trigger no_room on alerts`);
    expect(refused.status).toBe(503);
    expect(await stored()).toHaveLength(0);
    expect((await post(delivery)).status).toBe(202);
    expect((await stored()).map(({ node }) => node)).toEqual(delivery.map(({ node }) => node));
  });

  it("takes an alert with only the required fields, at the middle level", async () => {
    expect((await post({ node: "web01", alarm: "HTTP", status: "firing", key: null, log: "" })).status).toBe(
      202,
    );
    expect(await stored()).toMatchObject([{ level: "middle", log: null, value: null, details: {} }]);
  });

  it("takes a key in the address, and a body of any content type", async () => {
    const curl = { "content-type": "application/x-www-form-urlencoded" };
    expect((await intake.post(`/intake/alerts?key=${key}`, firing, curl)).status).toBe(202);
  });

  it("[RA3] refuses an array as a whole, naming every field", async () => {
    const response = await post([
      firing,
      { ...firing, node: " ", status: "broken" },
      { alarm: 5, status: "firing", level: "urgent", occurredAt: "yesterday", details: [] },
    ]);
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toMatch("application/problem+json");
    const problem = (await response.json()) as { code: string; errors: { path: string; message: string }[] };
    expect(problem.code).toBe("invalid_alert");
    expect(problem.errors.map(({ path }) => path)).toEqual([
      "[1].node",
      "[1].status",
      "[2].node",
      "[2].alarm",
      "[2].level",
      "[2].occurredAt",
      "[2].details",
    ]);
    expect(problem.errors[2]).toEqual({ path: "[2].node", message: "is required" });
    expect(await stored()).toEqual([]);
  });

  it.each([
    ['{"node":"web01",', "the body ends too early, at line 1, column 17"],
    ['{\n  "node": web01 }', 'unexpected "w" at line 2, column 11'],
    ["[1,]", 'unexpected "]" at line 1, column 4'],
    ["  ", "the body is empty"],
  ])("[RA3] says where %j stops being JSON", async (body, message) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: "malformed_json", errors: [{ path: "", message }] });
  });

  it("refuses a missing body, JSON that is no alert, and names of absurd length", async () => {
    for (const body of ["", "null", "5", '"text"', "[[]]"]) expect((await post(body)).status).toBe(400);
    const response = await post({ ...firing, node: "x".repeat(1_025) });
    expect(await response.json()).toMatchObject({
      errors: [{ path: "node", message: "must be at most 1024 characters" }],
    });
  });

  it("stores what PostgreSQL would refuse: NUL, halves of characters, depth, length", async () => {
    const deep = "[".repeat(5_000) + "]".repeat(5_000);
    const odd = {
      ...firing,
      node: "we\0b01",
      alarm: "\ud83d",
      log: "あ".repeat(70_000),
      details: { "\0": 5 },
    };
    expect((await post(JSON.stringify(odd).replace(":5}", `:${deep}}`))).status).toBe(202);
    const [row] = await stored();
    expect(row).toMatchObject({ node: "web01", alarm: "\ufffd", log: "あ".repeat(65_536) });
    expect(JSON.stringify(row?.details)).toMatch(/^\{"":\[+"…"\]+\}$/);
  });

  it("keeps a long key apart from another one, within what an index takes", async () => {
    const alarm = "監".repeat(1_000);
    expect(
      (
        await post([
          { ...firing, alarm },
          { ...firing, alarm: `${alarm}視` },
        ])
      ).status,
    ).toBe(202);
    const keys = (await stored()).map((row) => row.dedupKey);
    expect(new Set(keys).size).toBe(2);
    expect(Math.max(...keys.map((text) => Buffer.byteLength(text)))).toBeLessThan(1_024);
  });

  it("takes 10,000 alerts in one body", async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({ ...firing, node: `web${index}` }));
    const response = await post(many);
    expect(response.status).toBe(202);
    const { accepted } = (await response.json()) as { accepted: { alert: number }[] };
    const rows = await stored();
    expect(rows.map(({ id, node }) => ({ id, node }))).toEqual(
      accepted.map(({ alert }, index) => ({ id: alert, node: `web${index}` })),
    );
  });

  it("refuses a body above 10 MB", async () => {
    const response = await post({ ...firing, log: "x".repeat(10 * 1024 * 1024) });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: "body_too_large" });
  });
});
