import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testDatabase.ts";
import { givenRun } from "../testRuns.ts";
import { endRun } from "./runbookRuns.ts";
import { askForTarget, endedAmong } from "./turns.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

let target = "";
let count = 0;
beforeEach(() => {
  target = `web${++count}`;
});

let incident = 0;
const begins = (on = target) => givenRun(database.db, ++incident, { tree: null, target: on });
const asks = (run: string) => askForTarget(database.db, run);
const ends = (run: string) =>
  endRun(database.db, run, { state: "recovered", why: null, undone: [], stays: [], at: new Date() });

const atOnce = { hasTurn: true, unannounced: [] };
const inLine = { hasTurn: false, unannounced: [] };

it("[R5.6] a run takes a target at once if no other is under way there, and none then waits for its end", async () => {
  const [one, elsewhere] = [await begins(), await begins(`${target}-standby`)];
  expect(await asks(one)).toEqual(atOnce);
  expect(await asks(elsewhere)).toEqual(atOnce);
  expect(await ends(one)).toEqual({ isAwaited: false });
  expect(await asks(await begins())).toEqual(atOnce);
});

it("[R5.6] a second run gets in line behind the one at work, whose end is then awaited", async () => {
  const one = await begins();
  await asks(one);
  const two = await begins();
  expect(await asks(two)).toEqual({ hasTurn: false, unannounced: [one] });
  expect(await ends(one)).toEqual({ isAwaited: true });
  expect(await ends(one)).toEqual({ isAwaited: true });
  expect(await endedAmong(database.db, [one, two])).toEqual([one]);
});

it("[R5.6] nobody overtakes a run in line, even if the one at work has ended", async () => {
  const one = await begins();
  await asks(one);
  const two = await begins();
  await asks(two);
  await ends(one);
  const three = await begins();
  expect(await asks(three)).toEqual(inLine);
  expect(await ends(two)).toEqual({ isAwaited: true });
});

it("[RA2] a run that asks again after a crash stands as before", async () => {
  const one = await begins();
  expect([await asks(one), await asks(one)]).toEqual([atOnce, atOnce]);
  const two = await begins();
  const behind = { hasTurn: false, unannounced: [one] };
  expect([await asks(two), await asks(two)]).toEqual([behind, behind]);
  expect(await asks(one)).toEqual(atOnce);
  await ends(one);
  expect(await asks(two)).toEqual(inLine);
});

it("[RA2] a run that an earlier version began may be at work: another gets in line", async () => {
  const earlier = await begins();
  const one = await begins();
  expect(await asks(one)).toEqual(inLine);
  expect(await ends(earlier)).toEqual({ isAwaited: true });
});

it("[R5.6] of runs that begin and ask at the same time, at most one takes the target at once, and the others know it", async () => {
  for (let time = 0; time < 20; time++) {
    const on = `${target}/${time}`;
    const stands = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const run = await begins(on);
        return { run, ...(await asks(run)) };
      }),
    );
    const first = stands.filter(({ hasTurn }) => hasTurn).map(({ run }) => run);
    expect(first.length).toBeLessThanOrEqual(1);
    for (const { hasTurn, unannounced } of stands) expect(unannounced).toEqual(hasTurn ? [] : first);
  }
});
