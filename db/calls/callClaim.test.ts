import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RingOrder } from "../../domain/calls/ring.ts";
import { worded } from "../../domain/testWorded.ts";
import { createTestDatabase, type TestDatabase } from "../testDatabase.ts";
import { givenRows } from "../testRows.ts";
import { claimRing } from "./callClaim.ts";
import { updateCall } from "./calls.ts";
import { permitDialling } from "./permission.ts";
import { claimedCall, ringOrder } from "./testCalls.ts";

let database: TestDatabase;
let given: ReturnType<typeof givenRows>;
beforeAll(async () => {
  database = await createTestDatabase();
  given = givenRows(database.db, () => at(0));
});
afterAll(() => database.drop());
beforeEach(() => database.sql`truncate incidents, calls, alerts, call_facts restart identity`);

const at = (minutes: number): Date => new Date(Date.UTC(2026, 10, 22, 3) + Math.round(minutes * 60_000));
const claim = (incident: number, fields: Partial<RingOrder> = {}, minute = 0) =>
  claimRing(database.db, ringOrder(incident, fields), at(minute));
const results = async (incident: number, fields: Partial<RingOrder>, minute: number) =>
  (await claim(incident, fields, minute)).result;
/** A call of another incident whose phone rang at that minute. */
const rung = async (minute: number, fields: object = {}) =>
  given.call(await given.incident(), {
    claimedAt: at(minute),
    requestedAt: at(minute),
    outcome: "missed",
    ...fields,
  });

describe("at once", () => {
  it("[R5.2.2c] twenty incidents ring one person once", async () => {
    const incidents = await Promise.all(Array.from({ length: 20 }, () => given.incident()));
    const claims = await Promise.all(incidents.map((incident) => claim(incident)));
    expect(claims.filter(({ result }) => result === "claimed")).toHaveLength(1);
    expect(claims.filter(({ result }) => result === "skipped")).toHaveLength(19);
  });

  it("[RA2] one place asked for twenty times is one call", async () => {
    const incident = await given.incident();
    const claims = await Promise.all(Array.from({ length: 20 }, () => claim(incident)));
    expect(new Set(claims.map(claimedCall)).size).toBe(1);
    expect(await database.sql`select id from calls`).toHaveLength(1);
  });

  it("[R5.2.2c] a number listed twice is rung once a round", async () => {
    const incident = await given.incident();
    const places = [1, 2, 3].map((position) => claim(incident, { position, contact: `person ${position}` }));
    expect((await Promise.all(places)).map(({ result }) => result).toSorted()).toEqual([
      ...["claimed", "skipped", "skipped"],
    ]);
  });
});

describe("the skip interval", () => {
  const moment = 1 / 60_000;
  it.each([3, 60, 1_440])("[R5.2.2c] of %i minutes ends to the millisecond", async (skipMinutes) => {
    await rung(0);
    const incident = await given.incident();
    expect(await results(incident, { skipMinutes, round: 1 }, skipMinutes - moment)).toBe("skipped");
    expect(await results(incident, { skipMinutes, round: 2 }, skipMinutes)).toBe("claimed");
  });

  it("[R5.2.2c] names the incident that the person was rung for", async () => {
    const other = await given.incident();
    await given.call(other, { outcome: "missed" });
    const answer = await claim(await given.incident(), {}, 10);
    expect(worded(answer)).toEqual({
      result: "skipped",
      reason: `スキップ間隔60分以内に#${other}の件で架電済みのため`,
    });
  });

  it("[R5.2.2c] counts from the last call placed, not from its claim", async () => {
    await rung(0, { requestedAt: at(5) });
    expect(await results(await given.incident(), {}, 61)).toBe("skipped");
    expect(await results(await given.incident(), {}, 65)).toBe("claimed");
  });

  it("[R5.2.2c] a call that still waits for its turn counts as placed now", async () => {
    await rung(0, { requestedAt: null, outcome: null });
    expect(await results(await given.incident(), { skipMinutes: 3 }, 30)).toBe("skipped");
  });

  it("[R5.2.2c] but one forgotten a day ago keeps nobody from being called", async () => {
    await rung(0, { requestedAt: null, outcome: null });
    expect(await results(await given.incident(), {}, 1_441)).toBe("claimed");
  });

  it("[R5.2.2c] being skipped does not make it longer", async () => {
    await rung(0);
    expect(await results(await given.incident(), {}, 59)).toBe("skipped");
    expect(await results(await given.incident(), {}, 61)).toBe("claimed");
  });

  it("[R5.2.2c] does not stop the same incident's own retries", async () => {
    const incident = await given.incident();
    await updateCall(database.db, claimedCall(await claim(incident)), { outcome: "missed" });
    expect(await results(incident, { round: 2 }, 1)).toBe("claimed");
  });

  it("[R5.1e] holds for a new occurrence of the same incident", async () => {
    const incident = await given.incident({ occurrence: 2 });
    await given.call(incident, { outcome: "missed" });
    const again = { occurrence: 2, step: "2/alert/web down" };
    expect(await results(incident, again, 30)).toBe("skipped");
    expect(await results(incident, { ...again, round: 2 }, 60)).toBe("claimed");
  });

  it("[R5.2.2c] does not count a call whose phone cannot have rung", async () => {
    const call = claimedCall(await claim(await given.incident()));
    await updateCall(database.db, call, { outcome: "failed", notPlaced: true, requestedAt: at(0) });
    expect(await results(await given.incident(), {}, 1)).toBe("claimed");
  });

  it("[R5.2.2c] counts a call if nobody knows whether it rang", async () => {
    await rung(0, { outcome: "failed" });
    expect(await results(await given.incident(), {}, 1)).toBe("skipped");
  });

  it("[R5.2.2c] does not count a call stopped before it was dialled", async () => {
    const call = claimedCall(await claim(await given.incident()));
    expect(await permitDialling(database.db, call, "acknowledged", at(0))).toMatchObject({ may: "not" });
    expect(await results(await given.incident(), {}, 1)).toBe("claimed");
  });

  it("[RA4] is kept by number within one customer", async () => {
    await rung(0);
    const beta = await given.incident({ customer: "beta" });
    expect(await results(beta, { customer: "beta" }, 1)).toBe("claimed");
    expect(await results(await given.incident(), { contact: "satos-colleague" }, 1)).toBe("skipped");
    expect(await results(await given.incident(), { phone: "+819023456789" }, 1)).toBe("claimed");
  });

  it("[R5.2.2c] holds among incidents without a customer, and not beyond them", async () => {
    await rung(0);
    const nobodys = () => given.incident({ customer: null });
    expect(await results(await nobodys(), { customer: null }, 1)).toBe("claimed");
    expect(await results(await nobodys(), { customer: null }, 2)).toBe("skipped");
  });

  it("[RA2] asked again, a skipped place gives the same answer, even after the interval", async () => {
    await rung(0);
    const incident = await given.incident();
    const first = await claim(incident, {}, 59);
    expect(await claim(incident, {}, 61)).toEqual(first);
  });
});

describe("two lists of one incident", () => {
  it("[R5.2.2c] never ring one number at the same time", async () => {
    const incident = await given.incident();
    const call = claimedCall(await claim(incident));
    const other = { step: "1/alert/web critical", position: 2 };
    expect(await claim(incident, other)).toEqual({ result: "number-in-use", by: call });
    await updateCall(database.db, call, { outcome: "missed" });
    expect(await results(incident, other, 1)).toBe("claimed");
  });
});

describe("a number that stands twice in a list", () => {
  it("[R5.2.2c] its second entry is skipped, in every round", async () => {
    const incident = await given.incident();
    for (const round of [1, 2]) {
      const call = claimedCall(await claim(incident, { round }));
      await updateCall(database.db, call, { outcome: "missed" });
      expect(worded(await claim(incident, { round, position: 3, contact: "sato-again" }))).toMatchObject({
        result: "skipped",
        reason: "同じ番号にこの巡で発信済みのため",
      });
    }
  });

  it("[R5.2.2c] its second entry is rung if the first was skipped for another incident", async () => {
    await rung(0);
    const incident = await given.incident();
    expect(await results(incident, {}, 59)).toBe("skipped");
    expect(await results(incident, { position: 3 }, 61)).toBe("claimed");
  });
});

it("[R5.2.2f] nothing is claimed once the incident is acknowledged", async () => {
  const incident = await given.incident({ acknowledgedLevel: "high", acknowledgedBy: "鈴木" });
  expect(await claim(incident)).toEqual({ result: "stopped", why: "acknowledged" });
  expect(await database.sql`select id from calls`).toHaveLength(0);
});
