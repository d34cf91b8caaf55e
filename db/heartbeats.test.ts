import { afterAll, beforeAll, expect, it } from "vitest";
import { connect } from "./connect.ts";
import { beat, lastHeartbeat, removeOldHeartbeats } from "./heartbeats.ts";
import { workerHeartbeats } from "./schema/index.ts";
import { createTestDatabase, type TestDatabase } from "./testDatabase.ts";

const now = new Date("2026-11-22T00:00:00Z");
const hoursBefore = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it("[RA2] a worker's heartbeat counts while its connection is there, and goes a day later", async () => {
  const worker = connect(database.url, { maxConnections: 1, name: "worker:a" });
  await beat(worker.db, "worker:a", hoursBefore(1));
  await beat(worker.db, "worker:killed", now);
  await beat(worker.db, "worker:long-gone", hoursBefore(25));
  expect(await lastHeartbeat(database.db)).toEqual(hoursBefore(1));

  expect(await removeOldHeartbeats(database.db, now)).toBe(1);
  const left = await database.db.select({ worker: workerHeartbeats.worker }).from(workerHeartbeats);
  expect(left.map((row) => row.worker).toSorted()).toEqual(["worker:a", "worker:killed"]);
  await worker.close();
});
