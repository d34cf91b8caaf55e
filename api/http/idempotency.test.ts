import express, { type RequestHandler } from "express";
import pino from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { connect } from "../../db/connect.ts";
import { removeOldAnswers } from "../../db/people/idempotency.ts";
import { idempotentAnswers } from "../../db/schema/index.ts";
import { createTestDatabase, type TestDatabase } from "../../db/testDatabase.ts";
import { DomainError } from "../../domain/errors.ts";
import { buildApp } from "./app.ts";
import { idempotent } from "./idempotency.ts";
import { type Serving, serve } from "./serve.ts";

const logger = pino({ level: "silent" });
const nothing: RequestHandler = (_request, _response, next) => next();
let database: TestDatabase;
let serving: Serving;
let now: Date;
let effects: number;
let act: () => Promise<unknown>;

beforeAll(async () => {
  database = await createTestDatabase();
  const router = express.Router();
  router.post("/api/notes", async (_request, response) => {
    effects += 1;
    response.status(201).json(await act());
  });
  const app = buildApp({
    logger,
    open: [],
    intake: nothing,
    authenticate: nothing,
    api: [router],
    people: [],
    idempotent: idempotent({
      db: database.db,
      server: "api:this",
      logger,
      clock: () => now,
      scopeOf: (request) => request.get("x-person") ?? "",
    }),
  });
  serving = await serve(app, { host: "127.0.0.1", port: 0 });
});
beforeEach(async () => {
  await database.db.delete(idempotentAnswers);
  now = new Date("2026-11-22T00:00:00Z");
  effects = 0;
  act = async () => ({ effect: effects });
});
afterAll(async () => {
  await serving.stop(1_000);
  await database.drop();
});

const post = (key: string, body: object = {}, person = "sato") =>
  fetch(`http://127.0.0.1:${serving.port}/api/notes`, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": key, "x-person": person },
    body: JSON.stringify(body),
  });
const hoursLater = (hours: number) => {
  now = new Date(now.getTime() + hours * 3_600_000);
};

describe("Idempotency-Key of the API", () => {
  it("the same key and body: the same answer, one effect", async () => {
    const first = await post("a", { text: "x" });
    const again = await post("a", { text: "x" });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(await again.json()).toEqual(await first.json());
    expect(again.headers.get("content-type")).toMatch("application/json");
    expect(effects).toBe(1);
  });

  it("another body is 422; another person's key is another key", async () => {
    await post("a", { text: "x" });
    const reused = await post("a", { text: "y" });
    expect(reused.status).toBe(422);
    expect(await reused.json()).toMatchObject({ code: "idempotency_key_reused" });
    expect((await post("a", { text: "y" }, "suzuki")).status).toBe(201);
    expect(effects).toBe(2);
  });

  it("the first still under way: 409 with Retry-After", async () => {
    let finish = (_: unknown) => {};
    act = () =>
      new Promise((resolve) => {
        finish = resolve;
      });
    const first = post("a");
    await expect.poll(() => effects).toBe(1);
    const second = await post("a");
    expect(second.status).toBe(409);
    expect(second.headers.get("retry-after")).toBe("1");
    expect(await second.json()).toMatchObject({ code: "idempotency_key_in_use" });
    finish({});
    expect((await first).status).toBe(201);
    expect((await post("a")).status).toBe(201);
    expect(effects).toBe(1);
  });

  it("a refusal is kept as an answer; a fault of ours is not", async () => {
    act = () => Promise.reject(new DomainError("forbidden", "No."));
    for (let turn = 0; turn < 2; turn++) {
      const refused = await post("a");
      expect(refused.status).toBe(403);
      expect(refused.headers.get("content-type")).toMatch("application/problem+json");
    }
    expect(effects).toBe(1);
    act = () => Promise.reject(new Error("a fault"));
    expect((await post("b")).status).toBe(500);
    act = async () => ({});
    expect((await post("b")).status).toBe(201);
  });

  async function givenUnderWay(server: string | null): Promise<void> {
    await post("a");
    await database.db.update(idempotentAnswers).set({ status: null, answer: null, server });
  }
  const secondsLater = (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1_000);
  };

  it("[RA2] a request that died with its server gives its key up, so that an operator's next try works", async () => {
    await givenUnderWay("api:killed");
    secondsLater(1);
    expect((await post("a")).status).toBe(409);
    secondsLater(2);
    expect((await post("a")).status).toBe(201);
    expect(effects).toBe(2);
  });

  it("[RA2] a request that another server works on keeps its key, but not for ever", async () => {
    const other = connect(database.url, { maxConnections: 1, name: "api:other" });
    await other.sql`select 1`;
    await givenUnderWay("api:other");
    secondsLater(19);
    expect((await post("a")).status).toBe(409);
    secondsLater(2);
    expect((await post("a")).status).toBe(201);
    await other.close();
  });

  it("[RA2] a request whose answer could not be stored, PostgreSQL being away, is free at once", async () => {
    await givenUnderWay("api:this");
    expect((await post("a")).status).toBe(201);
  });

  it("a request of a server that did not name itself gives its key up after 20 seconds", async () => {
    await givenUnderWay(null);
    secondsLater(19);
    expect((await post("a")).status).toBe(409);
    secondsLater(2);
    expect((await post("a")).status).toBe(201);
  });

  it("is kept for 24 hours", async () => {
    await post("a");
    hoursLater(23.9);
    expect(await removeOldAnswers(database.db, now)).toBe(0);
    await post("a");
    expect(effects).toBe(1);
    hoursLater(0.2);
    await post("a");
    expect(effects).toBe(2);
    hoursLater(24.1);
    expect(await removeOldAnswers(database.db, now)).toBe(1);
  });
});
