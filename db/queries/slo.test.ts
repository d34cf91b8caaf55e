import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { incidents } from "../schema/index.ts";
import { createTestDatabase, type TestDatabase } from "../testDatabase.ts";
import { givenRows } from "../testRows.ts";
import { judgePromise, lacksFirstResponse } from "./slo.ts";

let database: TestDatabase;
let given: ReturnType<typeof givenRows>;
beforeAll(async () => {
  database = await createTestDatabase();
  given = givenRows(database.db, () => at(0));
});
afterAll(() => database.drop());
beforeEach(() => database.sql`truncate incidents, alerts, dispatches, calls restart identity`);

const at = (minutes: number): Date => new Date(Date.UTC(2026, 10, 22, 3, minutes));
async function row(number: number) {
  const [found] = await database.db.select().from(incidents).where(eq(incidents.number, number));
  return found!;
}

describe("the promise, judged at 20 minutes", () => {
  const judge = (incident: number, occurrence = 1) => judgePromise(database.db, incident, occurrence, at(20));
  const alerts = async (...said: ["firing" | "recovered", number][]) => {
    const incident = await given.incident({ dedupKey: "key", alertCount: said.length });
    for (const [index, [status, minute]] of said.entries())
      await given.alert({ incident, sequence: index + 1, status, acceptedAt: at(minute) });
    return incident;
  };

  it("[R3.1b] is broken where the mail was taken after the deadline, and stays broken", async () => {
    const incident = await given.incident();
    await given.dispatch(incident, { at: at(18) });
    expect(await judge(incident)).toEqual({ breachedAt: at(15), undecided: false });
    expect(await row(incident)).toMatchObject({ breachedAt: at(15), firstResponseAt: at(18) });
    await database.sql`update dispatches set at = ${at(3).toISOString()}`;
    expect(await judge(incident)).toMatchObject({ breachedAt: at(15) });
  });
  it("[R3.1a] is kept by a mail that was taken in time", async () => {
    const incident = await given.incident();
    await given.dispatch(incident, { at: at(14) });
    expect(await judge(incident)).toEqual({ breachedAt: null, undecided: false });
  });
  it("[R3.1a] needed no response where its recovery was accepted in time and is not taken in yet", async () => {
    expect(await judge(await alerts(["firing", 0], ["recovered", 9]))).toMatchObject({ breachedAt: null });
  });
  it("[R3.1a] nor where it fired again after that", async () => {
    const incident = await alerts(["firing", 0], ["recovered", 9], ["firing", 18]);
    expect(await judge(incident)).toMatchObject({ breachedAt: null });
  });
  it("[R3.1b] is broken where its recovery came too late", async () => {
    expect(await judge(await alerts(["firing", 0], ["recovered", 17]))).toMatchObject({ breachedAt: at(15) });
  });
  it("[R3.1a] is undecided while only a call that still rings speaks for it", async () => {
    const incident = await given.incident();
    await given.call(incident, { acceptedAt: at(14) });
    expect(await judge(incident)).toEqual({ breachedAt: null, undecided: true });
    await database.sql`update calls set outcome = 'failed'`;
    expect(await judge(incident)).toMatchObject({ breachedAt: at(15) });
  });
  it("[R3.1a] is not judged for an occurrence that the clock has left", async () => {
    const incident = await given.incident({ occurrence: 2, sloOccurrence: 2 });
    expect(await judge(incident)).toMatchObject({ breachedAt: null });
  });
});

describe("whether a first response is missing", () => {
  const lacks = (incident: number) => lacksFirstResponse(database.db, incident);

  it("[R3.1b] it is, where nobody was told", async () => {
    expect(await lacks(await given.incident())).toBe(true);
  });
  it("[R3.1b] it is not, where the ledger has one that the workflow has not heard of", async () => {
    const incident = await given.incident();
    await given.dispatch(incident, { at: at(1) });
    expect(await lacks(incident)).toBe(false);
    expect(await row(incident)).toMatchObject({ firstResponseAt: at(1), firstResponse: "mail" });
  });
  it("[R3.1a] nor where it has recovered", async () => {
    expect(await lacks(await given.incident({ recoveredAt: at(3) }))).toBe(false);
  });
});
