import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testDatabase.ts";
import { givenRows } from "../testRows.ts";
import { claimRing } from "./callClaim.ts";
import { storeAcceptance } from "./callFacts.ts";
import { isKnownSid, readCall, releaseUndialled, updateCall } from "./calls.ts";
import { permitDialling } from "./permission.ts";
import { claimedCall, ringOrder } from "./testCalls.ts";

let database: TestDatabase;
let given: ReturnType<typeof givenRows>;
beforeAll(async () => {
  database = await createTestDatabase();
  given = givenRows(database.db, () => now);
});
afterAll(() => database.drop());
beforeEach(() => database.sql`truncate incidents, calls, alerts, call_facts restart identity`);

const now = new Date("2026-11-22T03:00:00Z");
const later = new Date("2026-11-22T03:00:20Z");
const claimed = async (incident: number, position = 1): Promise<string> => {
  const order = ringOrder(incident, {
    position,
    phone: `+81900000000${position}`,
    contact: `person ${position}`,
  });
  return claimedCall(await claimRing(database.db, order, now));
};
const permit = (call: string) => permitDialling(database.db, call, null, later);

it("[RA2] a call is dialled once, however often its activity runs", async () => {
  const call = await claimed(await given.incident());
  expect(await permit(call)).toMatchObject({ may: "dial", call: { id: call, requestedAt: later } });
  expect(await permit(call)).toMatchObject({ may: "look-up", call: { requestedAt: later } });
});

it("[RA2] twenty activities at once dial it once", async () => {
  const call = await claimed(await given.incident());
  const permissions = await Promise.all(Array.from({ length: 20 }, () => permit(call)));
  expect(permissions.filter(({ may }) => may === "dial")).toHaveLength(1);
  expect(permissions.filter(({ may }) => may === "look-up")).toHaveLength(19);
});

it("[RA2] a request that was certainly not accepted may be made again", async () => {
  const call = await claimed(await given.incident());
  await permit(call);
  await updateCall(database.db, call, { requestedAt: null });
  expect(await permit(call)).toMatchObject({ may: "dial" });
});

it("[R5.2.2f] is not dialled if the workflow has stopped it, and its row says so", async () => {
  const call = await claimed(await given.incident());
  expect(await permitDialling(database.db, call, "recovered", later)).toEqual({
    may: "not",
    why: "recovered",
  });
  expect(await readCall(database.db, call)).toMatchObject({
    outcome: "aborted",
    notPlaced: true,
    requestedAt: null,
    endedAt: later,
  });
  expect(await permit(call)).toMatchObject({ may: "not" });
});

it("[RA2] is not dialled over a 1 that is stored and not yet relayed", async () => {
  const incident = await given.incident();
  const [sato, suzuki] = [await claimed(incident, 1), await claimed(incident, 2)];
  await permit(sato);
  const row = (await readCall(database.db, sato))!;
  const press = { call: row, sid: "CA1", digit: "1", turn: "1", by: "customer:佐藤 太郎", at: now };
  expect(await storeAcceptance(database.db, press)).toEqual({ result: "accepted" });
  expect(await permit(suzuki)).toEqual({ may: "not", why: "key" });
});

it("[RA2] is not dialled over a recovery that is stored and not yet relayed", async () => {
  const incident = await given.incident({ dedupKey: "web01:http" });
  await given.alert({ incident, sequence: 1, dedupKey: "web01:http" });
  const call = await claimed(incident);
  await given.alert({ status: "recovered", dedupKey: "web01:http", relayedAt: null });
  expect(await permit(call)).toEqual({ may: "not", why: "recovered" });
});

it("[RA2] a dialled call is not taken back by later events", async () => {
  const incident = await given.incident({ dedupKey: "web01:http" });
  const call = await claimed(incident);
  await permit(call);
  await given.alert({ status: "recovered", dedupKey: "web01:http", relayedAt: null });
  expect(await permit(call)).toMatchObject({ may: "look-up" });
});

it("a call that does not exist is not dialled", async () => {
  expect(await permit("00000000-0000-4000-8000-000000000000")).toEqual({ may: "not", why: "closed" });
});

it("[RA2] a provider's call is known if another attempt has it, or a callback has reported it", async () => {
  const incident = await given.incident();
  const [sato, suzuki] = [await claimed(incident, 1), await claimed(incident, 2)];
  await updateCall(database.db, sato, { sid: "CA1" });
  expect(await isKnownSid(database.db, "CA1", suzuki)).toBe(true);
  expect(await isKnownSid(database.db, "CA1", sato)).toBe(false);
  expect(await isKnownSid(database.db, "CA2", sato)).toBe(false);
});

it("[RA2] [R5.2.2c] claims of an ended list that were never dialled are freed and block nobody", async () => {
  const incident = await given.incident();
  const orphan = await claimed(incident);
  const dialled = await claimed(incident, 2);
  await permit(dialled);
  await releaseUndialled(database.db, incident, 1, later);
  expect(await readCall(database.db, orphan)).toMatchObject({ outcome: "aborted", notPlaced: true });
  expect(await readCall(database.db, dialled)).toMatchObject({ outcome: null, requestedAt: later });
  // A worker about to dial is told not to, and the person may be rung for another incident.
  expect(await permit(orphan)).toMatchObject({ may: "not" });
  const other = await given.incident();
  const order = ringOrder(other, { position: 1, phone: "+819000000001", contact: "person 1" });
  expect(await claimRing(database.db, order, later)).toMatchObject({ result: "claimed" });
});

it("[R5.1e] claims of a later occurrence are not freed", async () => {
  const incident = await given.incident({ occurrence: 2 });
  const order = ringOrder(incident, { occurrence: 2 });
  const call = claimedCall(await claimRing(database.db, order, now));
  await releaseUndialled(database.db, incident, 1, later);
  expect(await readCall(database.db, call)).toMatchObject({ outcome: null });
});
