import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testDatabase.ts";
import { addAutomaticRun, endRun } from "./runbookRuns.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const at = (minutes: number): Date => new Date(Date.UTC(2026, 10, 22, 3, minutes));
let incident = 0;
const begins = (minutes: number, more: { target?: string; runbook?: string } = {}) =>
  addAutomaticRun(
    database.db,
    {
      id: randomUUID(),
      incident: ++incident,
      customer: "acme",
      version: 1,
      step: "1/first-response/web",
      system: "shop",
      target: "web01",
      runbook: "restart-service",
      ...more,
      state: "running",
      startedBy: "toban",
      startedAt: at(minutes),
    },
    2,
  );

it("[R5.6] if many incidents begin a runbook on one target at once, two may do so within an hour", async () => {
  const all = await Promise.all(Array.from({ length: 6 }, () => begins(0)));
  const begun = all.filter((row) => row !== null);
  expect(begun).toHaveLength(2);
  expect(await begins(59)).toBeNull();
  expect(await begins(59, { target: "web02" })).not.toBeNull();
  expect(await begins(59, { runbook: "reboot-server" })).not.toBeNull();
  expect(await begins(61)).not.toBeNull();
});

it("[R5.6] a run that never began counts for nothing", async () => {
  const on = { target: "db01" };
  for (const minute of [0, 1]) {
    const row = await begins(minute, on);
    await endRun(database.db, row!.id, {
      state: "refused",
      why: "対象でほかの手順書が実行中",
      undone: [],
      stays: [],
      at: at(minute),
    });
  }
  expect(await begins(2, on)).not.toBeNull();
});
