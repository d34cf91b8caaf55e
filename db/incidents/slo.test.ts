import { describe, expect, it } from "vitest";
import { at, testLedger } from "../testLedger.ts";
import { judgePromise, lacksFirstResponse } from "./slo.ts";

const ledger = testLedger();

describe("the promise, judged at 20 minutes", () => {
  const judge = (incident: number, occurrence = 1) => judgePromise(ledger.db, incident, occurrence, at(20));
  const alerts = async (...said: ["firing" | "recovered", number][]) => {
    const incident = await ledger.given.incident({ dedupKey: "key", alertCount: said.length });
    for (const [index, [status, minute]] of said.entries())
      await ledger.given.alert({ incident, sequence: index + 1, status, acceptedAt: at(minute) });
    return incident;
  };

  it("[R3.1b] is broken if the mail was accepted after the deadline, and stays broken", async () => {
    const incident = await ledger.given.incident();
    await ledger.given.dispatch(incident, { at: at(18) });
    expect(await judge(incident)).toEqual({ breachedAt: at(15), undecided: false });
    expect(await ledger.row(incident)).toMatchObject({ breachedAt: at(15), firstResponseAt: at(18) });
    await ledger.sql`update dispatches set at = ${at(3).toISOString()}`;
    expect(await judge(incident)).toMatchObject({ breachedAt: at(15) });
  });
  it("[R3.1a] is kept by a mail accepted in time", async () => {
    const incident = await ledger.given.incident();
    await ledger.given.dispatch(incident, { at: at(14) });
    expect(await judge(incident)).toEqual({ breachedAt: null, undecided: false });
  });
  it("[R3.1a] needs no response if a recovery was accepted in time, even if it is not taken in yet", async () => {
    expect(await judge(await alerts(["firing", 0], ["recovered", 9]))).toMatchObject({ breachedAt: null });
  });
  it("[R3.1a] needs none either if it fired again after that", async () => {
    const incident = await alerts(["firing", 0], ["recovered", 9], ["firing", 18]);
    expect(await judge(incident)).toMatchObject({ breachedAt: null });
  });
  it("[R3.1b] is broken if its recovery came too late", async () => {
    expect(await judge(await alerts(["firing", 0], ["recovered", 17]))).toMatchObject({ breachedAt: at(15) });
  });
  it("[R3.1a] is undecided while it depends on a call that still rings", async () => {
    const incident = await ledger.given.incident();
    await ledger.given.call(incident, { acceptedAt: at(14) });
    expect(await judge(incident)).toEqual({ breachedAt: null, undecided: true });
    await ledger.sql`update calls set outcome = 'failed'`;
    expect(await judge(incident)).toMatchObject({ breachedAt: at(15) });
  });
  it("[R3.1a] is not judged for an occurrence that the clock has left", async () => {
    const incident = await ledger.given.incident({ occurrence: 2, sloOccurrence: 2 });
    expect(await judge(incident)).toMatchObject({ breachedAt: null });
  });
});

describe("whether a first response is missing", () => {
  const lacks = (incident: number) => lacksFirstResponse(ledger.db, incident);

  it("[R3.1b] it is, if nobody was told", async () => {
    expect(await lacks(await ledger.given.incident())).toBe(true);
  });
  it("[R3.1b] it is not, if the ledger has one the workflow does not know yet", async () => {
    const incident = await ledger.given.incident();
    await ledger.given.dispatch(incident, { at: at(1) });
    expect(await lacks(incident)).toBe(false);
    expect(await ledger.row(incident)).toMatchObject({ firstResponseAt: at(1), firstResponse: "mail" });
  });
  it("[R3.1a] it is not, if the alert has recovered", async () => {
    expect(await lacks(await ledger.given.incident({ recoveredAt: at(3) }))).toBe(false);
  });
});
