import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sql } from "../drizzle.ts";
import type { Kind, Words } from "../schema/index.ts";
import { operationTests } from "../schema/index.ts";
import { createTestDatabase, type TestDatabase } from "../testDatabase.ts";
import { at } from "../testLedger.ts";
import { beginOperationTest } from "../tests/operationTests.ts";
import { markTold, putOff, removeOldWords, takeWaiting } from "./read.ts";
import { changeAndTell, tellWorkflow } from "./write.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => database.sql`truncate outbox, operation_tests, operation_test_steps restart identity`);

const says = <To extends Kind>(to: To, row: number, word: Words[To]) =>
  database.db.transaction((tx) => tellWorkflow(tx, { to, row, word, at: at(0) }));
const changes = (row: number) => says("secondary", row, { is: "changed" });
const ends = (row: number, call: string) => says("incident", row, { is: "call-ended", call });

/** What a server takes at that minute, leased for one minute. */
const takes = (minute: number, { workflows = 10, wordsOfEach = 10 } = {}) =>
  takeWaiting(database.db, { now: at(minute), leaseUntil: at(minute + 1), workflows, wordsOfEach });
const namesOf = (taken: Awaited<ReturnType<typeof takes>>) =>
  taken.map((words) =>
    words.map(({ to, row, word }) => [to, row, "call" in word ? word.call : word.is].join(" ")),
  );
const idsOf = (taken: Awaited<ReturnType<typeof takes>>) => taken.flat().map(({ id }) => id);

describe("a word is written", () => {
  const test = { customer: "acme", version: 1, rule: null, note: null, ringSeconds: 30, startedBy: "山田" };
  const begins = () =>
    beginOperationTest(database.db, { ...test, startedAt: at(0) }, () => [
      { channel: "mail", position: 1, recipient: "sato", to: "sato@acme.example" },
    ]);

  it("[RA2] exactly if what it reports happened, in the same transaction", async () => {
    const { id } = (await begins())!;
    expect(await begins()).toBeNull();
    expect(namesOf(await takes(1))).toEqual([[`operation-test ${id} begun`]]);
  });

  it("[RA2] once, however often the change is repeated", async () => {
    const { id } = (await begins())!;
    const abort = () =>
      changeAndTell(
        database.db,
        database.db
          .update(operationTests)
          .set({ abortedAt: at(1) })
          .where(sql`aborted_at is null`)
          .returning(),
        { to: "operation-test", row: id, word: { is: "aborted", by: "山田" }, at: at(1) },
      );
    expect([await abort(), await abort()]).toEqual([true, false]);
    expect(namesOf(await takes(2))).toEqual([[`operation-test ${id} begun`, `operation-test ${id} aborted`]]);
  });
});

describe("words are taken", () => {
  it("[RA2] in order for each workflow, the longest waiting first", async () => {
    for (const call of ["a", "b"]) await ends(2, call);
    await changes(1);
    await ends(2, "c");
    expect(namesOf(await takes(1))).toEqual([
      ["incident 2 a", "incident 2 b", "incident 2 c"],
      ["secondary 1 changed"],
    ]);
  });

  it("[RA2] a workflow with many words takes no more places than others", async () => {
    for (let call = 0; call < 5; call++) await ends(1, String(call));
    await ends(2, "x");
    expect(namesOf(await takes(1, { workflows: 2, wordsOfEach: 3 }))).toEqual([
      ["incident 1 0", "incident 1 1", "incident 1 2"],
      ["incident 2 x"],
    ]);
  });

  it("[RA2] by one server at a time: later words of the same workflow wait, too", async () => {
    await ends(1, "a");
    await takes(1);
    await ends(1, "b");
    await ends(2, "x");
    expect(namesOf(await takes(1))).toEqual([["incident 2 x"]]);
  });

  it("[RA2] by many servers at once: each workflow is one server's", async () => {
    for (let row = 0; row < 40; row++) for (const call of ["a", "b"]) await ends(row, call);
    const all = await Promise.all(Array.from({ length: 8 }, () => takes(1, { workflows: 10 })));
    expect(all.flatMap(namesOf)).toHaveLength(40);
    expect(new Set(all.flatMap(idsOf)).size).toBe(80);
  });

  it("[RA2] again when the server that took them is gone", async () => {
    await ends(1, "a");
    await takes(1);
    expect(await takes(1)).toEqual([]);
    expect(namesOf(await takes(3))).toEqual([["incident 1 a"]]);
  });

  it("[RA2] not again once they are told", async () => {
    for (const call of ["a", "b"]) await ends(1, call);
    const first = (await takes(1))[0]![0]!;
    await markTold(database.db, [first.id], at(1));
    expect(namesOf(await takes(1))).toEqual([["incident 1 b"]]);
  });

  it("[RA2] later if telling failed: words behind it wait, other workflows do not", async () => {
    for (const call of ["a", "b"]) await ends(1, call);
    const first = (await takes(1))[0]![0]!;
    await putOff(database.db, first, { until: at(5), failed: true });
    await changes(7);
    expect(namesOf(await takes(4, { workflows: 1 }))).toEqual([["secondary 7 changed"]]);
    const again = await takes(5);
    expect(namesOf(again)[0]).toEqual(["incident 1 a", "incident 1 b"]);
    expect(again[0]![0]).toMatchObject({ failures: 1 });
  });
});

it("[RA2] words told a week ago are removed, waiting ones never", async () => {
  for (const call of ["a", "b"]) await ends(1, call);
  const first = (await takes(1))[0]![0]!;
  await markTold(database.db, [first.id], at(1));
  const later = (days: number) => new Date(at(1).getTime() + days * 24 * 3_600_000 + 1);
  expect(await removeOldWords(database.db, later(6))).toBe(0);
  expect(await removeOldWords(database.db, later(7))).toBe(1);
  expect(await removeOldWords(database.db, later(700))).toBe(0);
});
