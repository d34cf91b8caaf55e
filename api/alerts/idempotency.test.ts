import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { alerts, idempotentAnswers } from "../../db/schema/index.ts";
import { createTestDatabase, type TestDatabase } from "../../db/testDatabase.ts";
import { givenSource, startIntake, type TestIntake } from "./testIntake.ts";

let database: TestDatabase;
let intake: TestIntake;
let bearer: Record<string, string>;
let other: Record<string, string>;

beforeAll(async () => {
  database = await createTestDatabase();
  intake = await startIntake(database);
  bearer = { authorization: `Bearer ${await givenSource(database, "acme", "scripts", "native")}` };
  other = { authorization: `Bearer ${await givenSource(database, "beta", "scripts", "native")}` };
});
beforeEach(async () => {
  await database.db.delete(alerts);
  await database.db.delete(idempotentAnswers);
});
afterAll(async () => {
  await intake.close();
  await database.drop();
});

const firing = { node: "web01", alarm: "HTTP", status: "firing" };
const post = (key: string, body: unknown = firing, as = bearer) =>
  intake.post("/intake/alerts", body, { ...as, "idempotency-key": key });
const rows = async () => (await database.db.select().from(alerts)).length;

describe("Idempotency-Key at the intake", () => {
  it("[R5.1b] the same key and body hear the same answer and are one row", async () => {
    const first = await post("a");
    const again = await post("a");
    expect([first.status, again.status]).toEqual([202, 202]);
    expect(await again.json()).toEqual(await first.json());
    expect(await rows()).toBe(1);
  });

  it("[RA2] also when they come at once", async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => post("a")));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
    expect(await rows()).toBe(1);
  });

  it("another body is 422; another source's key is another key", async () => {
    await post("a");
    const response = await post("a", { ...firing, node: "web02" });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code: "idempotency_key_reused" });
    expect((await post("a", { ...firing, node: "web02" }, other)).status).toBe(202);
    expect(await rows()).toBe(2);
  });

  it("a refused request leaves its key free", async () => {
    expect((await post("a", { node: "web01" })).status).toBe(400);
    expect((await post("a")).status).toBe(202);
  });

  it("waits for the first request, and is told to come again when that takes too long", async () => {
    const begun = Promise.withResolvers<void>();
    const fails = Promise.withResolvers<void>();
    const first = database.sql.begin(async (transaction) => {
      await transaction`insert into idempotent_answers (scope, key, body_hash, created_at)
        values ('source acme scripts', 'slow', '', now())`;
      begun.resolve();
      await fails.promise;
      throw new Error("the first came to nothing");
    });
    await begun.promise;
    const late = await post("slow");
    expect(late.status).toBe(503);
    expect(late.headers.get("retry-after")).toMatch(/^\d+$/);
    const waiting = post("slow");
    fails.resolve();
    await expect(first).rejects.toThrow();
    expect((await waiting).status).toBe(202);
    expect(await rows()).toBe(1);
  });

  it("[RA3] refuses a malformed key", async () => {
    const response = await post("k".repeat(256));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ path: "Idempotency-Key" }] });
  });
});
