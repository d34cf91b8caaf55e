import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { connect, type Database } from "../connect.ts";
import { sql } from "../drizzle.ts";
import { createTestDatabase, type TestDatabase } from "../testDatabase.ts";
import { givenRows } from "../testRows.ts";
import { claimAndPermit, claimRing } from "./callClaim.ts";
import { readCall, updateCall } from "./calls.ts";
import { freeSlot, slotInTurn } from "./pace.ts";
import { permitDialling, takeBackRequest } from "./permission.ts";
import { claimedCall, ringOrder } from "./testCalls.ts";

let database: TestDatabase;
let given: ReturnType<typeof givenRows>;
beforeAll(async () => {
  database = await createTestDatabase();
  given = givenRows(database.db, () => now);
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.sql`truncate incidents, calls, alerts, call_facts restart identity`;
  await slotIsFreeIn("0 seconds");
});

const now = new Date("2026-11-22T03:00:00Z");
const pace = { callsPerSecond: 0.1 };

const slotIsFreeIn = (time: string) =>
  database.sql`update call_pace set next_free_at = clock_timestamp() + ${time}::interval`;
/** In milliseconds; negative: the slot is free. */
const untilNextSlot = async (): Promise<number> =>
  Number(
    (
      await database.sql`select 1000 * extract(epoch from next_free_at - clock_timestamp()) as ms from call_pace`
    )[0]?.ms,
  );

let person = 0;
/** Each is of another incident and rings another number. */
async function order() {
  const phone = `+8190${String(++person).padStart(8, "0")}`;
  return ringOrder(await given.incident(), { phone, contact: `person ${person}` });
}
const claimed = async () => claimedCall(await claimRing(database.db, await order(), now));
const dialEagerly = (call: string) => permitDialling(database.db, call, null, now, pace);
const claimEagerly = async () => claimAndPermit(database.db, await order(), now, pace);

describe("a call dialled eagerly", () => {
  it("takes a free slot, or joins the queue", async () => {
    const [first, second] = [await claimed(), await claimed()];
    expect(await dialEagerly(first)).toMatchObject({
      may: "dial",
      call: { id: first, requestedAt: now, queuedAt: null },
      waitMilliseconds: 0,
    });
    expect(await dialEagerly(second)).toEqual({ may: "queue" });
    expect(await readCall(database.db, second)).toMatchObject({
      requestedAt: null,
      queuedAt: expect.any(Date),
    });
  });

  it("takes its slot as it is claimed", async () => {
    const [first, second] = [await claimEagerly(), await claimEagerly()];
    const call = claimedCall(first.claim);
    expect(first.permission).toMatchObject({ may: "dial", call: { id: call, requestedAt: now } });
    expect(await readCall(database.db, call)).toMatchObject({ requestedAt: now, queuedAt: null });
    expect(second.permission).toEqual({ may: "queue" });
    expect(await readCall(database.db, claimedCall(second.claim))).toMatchObject({ requestedAt: null });
  });

  it("waits for a slot that is free at once", async () => {
    await slotIsFreeIn("80 milliseconds");
    const permission = await dialEagerly(await claimed());
    if (permission.may !== "dial") return expect(permission).toBe("dialled");
    expect(permission.waitMilliseconds).toBeLessThanOrEqual(80);
    expect(await untilNextSlot()).toBeGreaterThan(permission.waitMilliseconds);
  });

  it("takes no slot if it may not be dialled", async () => {
    const stopped = await claimed();
    expect(await permitDialling(database.db, stopped, "key", now, pace)).toEqual({ may: "not", why: "key" });
    const again = await claimed();
    await permitDialling(database.db, again, null, now);
    expect(await dialEagerly(again)).toMatchObject({ may: "look-up" });
    expect(await untilNextSlot()).toBeLessThanOrEqual(0);
  });

  it("keeps the telephone to itself for a few seconds at most, even if its worker is cut off", async () => {
    const limit = sql`show idle_in_transaction_session_timeout`;
    await database.db.transaction(async (tx) => {
      await freeSlot(tx, pace);
      expect(await tx.execute(limit)).toEqual([{ idle_in_transaction_session_timeout: "5s" }]);
    });
  });
});

describe("a call that waits in the queue", () => {
  it.each<[string, "dial" | "queue", (waiting: string) => Promise<unknown>]>([
    ["keeps later calls from taking its slot", "queue", async () => {}],
    ["does so no more once it is requested", "dial", (call) => permitDialling(database.db, call, null, now)],
    ["nor once it has ended", "dial", (call) => updateCall(database.db, call, { outcome: "aborted" })],
    ["nor while the provider wants it later", "dial", (call) => takeBackRequest(database.db, call)],
    [
      "nor after so long that its run must be gone",
      "dial",
      (call) => database.sql`update calls set queued_at = now() - interval '11 minutes' where id = ${call}`,
    ],
  ])("%s", async (_, may, meanwhile) => {
    await slotIsFreeIn("1 minute");
    const waiting = await claimed();
    expect(await dialEagerly(waiting)).toEqual({ may: "queue" });
    await slotIsFreeIn("0 seconds");
    await meanwhile(waiting);
    expect(await dialEagerly(await claimed())).toMatchObject({ may });
  });

  it("reserves its slot behind those reserved before", async () => {
    const waits = [];
    for (let turn = 0; turn < 3; turn++) waits.push(await slotInTurn(database.db, { callsPerSecond: 1 }));
    expect(waits[0]).toBe(0);
    expect(waits[1]).toBeLessThanOrEqual(1_000);
    expect(waits[2]! - waits[1]!).toBeGreaterThan(0);
    expect(await untilNextSlot()).toBeGreaterThan(waits[2]!);
  });

  it("is not kept for long if PostgreSQL's clock was set back", async () => {
    await slotIsFreeIn("1 day");
    expect(await slotInTurn(database.db, pace)).toBeLessThanOrEqual(5_000);
  });
});

it("calls are requested no faster than the provider takes them, by all workers together", async () => {
  const other = connect(database.url);
  const fast = { callsPerSecond: 10 };
  const clock = async (db: Database): Promise<number> => {
    const [row] = await db.execute(sql`select 1000 * extract(epoch from clock_timestamp()) as now`);
    return Number(row?.now);
  };
  /** As a workflow does: at once if there is a slot, else in turn. Returns when it may be requested. */
  async function dial(db: Database, ring: Awaited<ReturnType<typeof order>>) {
    const { claim, permission } = await claimAndPermit(db, ring, now, fast);
    if (permission?.may === "dial") await sleep(permission.waitMilliseconds);
    else {
      await sleep(await slotInTurn(db, fast));
      expect(await permitDialling(db, claimedCall(claim), null, now)).toMatchObject({ may: "dial" });
    }
    return { at: await clock(db), isEager: permission?.may === "dial" };
  }
  const orders = [];
  for (let call = 0; call < 30; call++) orders.push(await order());
  await slotIsFreeIn("0 seconds");
  const begun = await clock(database.db);
  const dialled = await Promise.all(
    orders.map((ring, index) => dial(index % 2 === 0 ? database.db : other.db, ring)),
  );
  const ways = new Set(dialled.map(({ isEager }) => isEager));
  expect(ways).toEqual(new Set([true, false]));
  // A timer may be a moment early, and a busy machine late.
  const early = 5;
  const tooSoon = dialled
    .map(({ at }) => at - begun)
    .toSorted((one, two) => one - two)
    .filter((milliseconds, earlier) => milliseconds < earlier * 100 - early);
  expect(tooSoon).toEqual([]);
  await other.close();
});
