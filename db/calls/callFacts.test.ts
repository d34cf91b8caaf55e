import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { changeIncident } from "../incidents/records.ts";
import type { incidents } from "../schema/index.ts";
import { createTestDatabase, type TestDatabase } from "../testDatabase.ts";
import { givenRows } from "../testRows.ts";
import { claimRing } from "./callClaim.ts";
import { type Press, storeAcceptance, storeFact } from "./callFacts.ts";
import { readCall } from "./calls.ts";
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

/** A person on a call of this incident, about to press 1. */
async function callee(incident: number, name: string, position: number, occurrence = 1): Promise<Press> {
  const place = { position, occurrence, step: `${occurrence}/alert/web down`, contact: name };
  const order = ringOrder(incident, { ...place, phone: `+8190000000${occurrence}${position}` });
  const id = claimedCall(await claimRing(database.db, order, now));
  const call = (await readCall(database.db, id))!;
  return { call, sid: `CA-${name}`, digit: "1", turn: "1", by: `customer:${name}`, at: now };
}
const presses = (press: Press) => storeAcceptance(database.db, press);
const wins = () => database.sql`select body->>'by' as by from call_facts where wins order by id`;

it("[RA2] what the provider says is stored once, however often it says it", async () => {
  const { call } = await callee(await given.incident(), "佐藤", 1);
  const fact = {
    call: call.id,
    incident: call.incident,
    kind: "status" as const,
    sid: "CA1",
    value: "ringing",
    copy: "1",
    body: {},
    receivedAt: now,
  };
  const answers = await Promise.all(Array.from({ length: 5 }, () => storeFact(database.db, fact)));
  expect(answers.filter((stored) => stored)).toHaveLength(1);
  expect(await storeFact(database.db, { ...fact, copy: "2" })).toBe(true);
});

it("[R5.2.2b] of two who press 1 at once, one gets the incident and the other hears who has it", async () => {
  for (let round = 0; round < 10; round++) {
    const incident = await given.incident();
    const people = await Promise.all([callee(incident, "佐藤", 1), callee(incident, "鈴木", 2)]);
    const answers = await Promise.all(people.map(presses));
    const winner = answers.findIndex(({ result }) => result === "accepted");
    expect(answers[1 - winner]).toEqual({ result: "someone-else", has: people[winner]?.by });
    await database.sql`truncate incidents, calls, call_facts`;
  }
});

it("[R5.2.2a] a second 1 of the same person is confirmed again, and counts once", async () => {
  const sato = await callee(await given.incident(), "佐藤", 1);
  expect(await presses(sato)).toEqual({ result: "accepted" });
  expect(await presses({ ...sato, turn: "2" })).toEqual({ result: "already-yours" });
  expect(await wins()).toEqual([{ by: "customer:佐藤" }]);
});

it("[RA2] one press that is delivered many times at once is one press", async () => {
  const sato = await callee(await given.incident(), "佐藤", 1);
  const answers = await Promise.all(Array.from({ length: 10 }, () => presses(sato)));
  expect(answers.filter(({ result }) => result === "accepted")).toHaveLength(1);
  expect(answers.filter(({ result }) => result === "already-yours")).toHaveLength(9);
  expect(await wins()).toHaveLength(1);
});

describe("a 1 when", () => {
  type Row = [string, string, Partial<typeof incidents.$inferInsert>, object, boolean];
  const table: Row[] = [
    ["R5.2.2f", "it has recovered", { recoveredAt: now }, { result: "recovered" }, true],
    ["R5.1e", "it is closed", { closedAt: now }, { result: "closed" }, false],
    [
      "R5.2.2f",
      "an operator has acknowledged it",
      { acknowledgedLevel: "middle", acknowledgedBy: "鈴木" },
      { result: "someone-else", has: "鈴木" },
      false,
    ],
    [
      "R5.1c",
      "the acknowledgement was of a lower level",
      { acknowledgedLevel: "low", acknowledgedBy: "鈴木" },
      { result: "accepted" },
      true,
    ],
  ];
  it.each(table)("[%s] %s", async (_id, _story, change, answer, won) => {
    const incident = await given.incident({ level: "middle" });
    const sato = await callee(incident, "佐藤", 1);
    await changeIncident(database.db, incident, change);
    expect(await presses(sato)).toEqual(answer);
    const stored = await database.sql`select wins from call_facts`;
    expect(stored).toEqual([{ wins: won }]);
  });
});

it("[R5.1c] a 1 covers the level it was pressed at: at a raised level the next person may take it", async () => {
  const incident = await given.incident({ level: "middle" });
  const people = [await callee(incident, "佐藤", 1), await callee(incident, "鈴木", 2)] as const;
  expect(await presses(people[0])).toEqual({ result: "accepted" });
  await changeIncident(database.db, incident, { level: "high" });
  expect(await presses(people[1])).toEqual({ result: "accepted" });
  expect(await database.sql`select level from call_facts order by id`).toEqual([
    { level: "middle" },
    { level: "high" },
  ]);
});

it("[R5.1e] a 1 of an earlier occurrence does not take the next one", async () => {
  const incident = await given.incident();
  const late = await callee(incident, "佐藤", 1);
  await changeIncident(database.db, incident, { occurrence: 2 });
  const suzuki = await callee(incident, "鈴木", 2, 2);
  expect(await presses(late)).toEqual({ result: "accepted" });
  expect(await presses(suzuki)).toEqual({ result: "accepted" });
  expect(await database.sql`select occurrence from call_facts order by id`).toEqual([
    { occurrence: 1 },
    { occurrence: 2 },
  ]);
});
