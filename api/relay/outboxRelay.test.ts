import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { tellWorkflow } from "../../db/outbox/write.ts";
import { createTestDatabase, type TestDatabase } from "../../db/testDatabase.ts";
import { at } from "../../db/testLedger.ts";
import { OutboxRelay, type Tell, type Tellers } from "./outboxRelay.ts";

let database: TestDatabase;
let now = at(0);
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.sql`truncate outbox restart identity`;
  now = at(0);
});

const ends = (row: number, call: string) =>
  database.db.transaction((tx) =>
    tellWorkflow(tx, { to: "incident", row, word: { is: "call-ended", call }, at: now }),
  );
const waiting = async () =>
  (await database.sql`select row_id, failures from outbox where relayed_at is null order by id`).map(
    ({ row_id, failures }) => `${row_id}: ${failures}`,
  );

/** A server that relays words to incidents; `log` collects its messages about failures. */
function server(incident: Tell<"incident">) {
  const log: { msg: string; to: string; row: number; word: string }[] = [];
  const logger = pino({ level: "info" }, { write: (line: string) => log.push(JSON.parse(line)) });
  const ended: string[] = [];
  const tellers = { incident } as Tellers;
  const relay = new OutboxRelay({ db: database.db, clock: () => now, logger }, tellers, (how) =>
    ended.push(how),
  );
  return {
    log,
    ended,
    async looks() {
      await relay.next();
      await relay.idle();
    },
    relay,
  };
}

it("[RA2] tells each workflow its words in order; one that fails holds nobody else up", async () => {
  const told: string[] = [];
  const { log, looks } = server(async ({ row, word }) => {
    if (row === 1 && told.length < 2) throw new Error("it cannot be told");
    told.push(`${row} ${word.is === "call-ended" ? word.call : ""}`);
    return "told";
  });
  await ends(1, "a");
  await ends(1, "b");
  await ends(2, "x");
  await ends(2, "y");
  await looks();
  expect(told).toEqual(["2 x", "2 y"]);
  expect(log).toMatchObject([{ to: "incident", row: 1, word: "call-ended", failures: 0 }]);
  await looks();
  expect(await waiting()).toEqual(["1: 1", "1: 0"]);
  now = new Date(now.getTime() + 1_000);
  await looks();
  expect(told).toEqual(["2 x", "2 y", "1 a", "1 b"]);
  expect(await waiting()).toEqual([]);
});

it("[RA2] retries a word that fails at growing intervals, for as long as it takes", async () => {
  const tries: number[] = [];
  const { looks } = server(async () => {
    tries.push((now.getTime() - at(0).getTime()) / 1_000);
    throw new Error("it cannot be told");
  });
  await ends(1, "a");
  for (let second = 0; second <= 200; second++) {
    now = new Date(at(0).getTime() + second * 1_000);
    await looks();
  }
  expect(tries).toEqual([0, 1, 3, 7, 15, 31, 61, 91, 121, 151, 181]);
});

it("[RA2] what comes too early waits a moment, and is no failure", async () => {
  let begun = false;
  const { log, looks } = server(async () => (begun ? "told" : "not-yet"));
  await ends(1, "a");
  await looks();
  begun = true;
  await looks();
  expect(await waiting()).toEqual(["1: 0"]);
  now = new Date(now.getTime() + 500);
  await looks();
  expect(await waiting()).toEqual([]);
  expect(log).toEqual([]);
});

it("[RA1] an outage affects all words: none waits for a retry time of its own", async () => {
  let away = true;
  const { ended, looks } = server(async () => {
    if (away) throw Object.assign(new Error("away"), { code: "ECONNREFUSED" });
    return "told";
  });
  await ends(1, "a");
  await looks();
  away = false;
  await looks();
  expect(ended).toEqual(["outage", "done"]);
  expect(await waiting()).toEqual([]);
});

it("[RA2] words that arrived while their workflow was being told are looked up at once", async () => {
  const gate = Promise.withResolvers<void>();
  const { ended, relay } = server(async () => {
    await gate.promise;
    return "told";
  });
  await ends(1, "a");
  await relay.next();
  await ends(1, "b");
  await relay.next();
  gate.resolve();
  await relay.idle();
  expect(ended).toEqual(["more"]);
});
