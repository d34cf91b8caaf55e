import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Happened } from "../../domain/incidents/row.ts";
import { storeAcceptance } from "../calls/callFacts.ts";
import { inIncident } from "../incidentTransaction.ts";
import { outbox } from "../schema/index.ts";
import { at, testLedger } from "../testLedger.ts";
import { changeHolder, changeOperatorCalls, closeUnlessUnseen, recordHappened } from "./records.ts";
import { isUnheard } from "./unheard.ts";

const ledger = testLedger();

describe("a late repetition of an earlier word", () => {
  const view = (round: number) => ({
    list: ["sato"],
    band: "afterHours" as const,
    round,
    next: "sato",
    state: "running" as const,
  });

  it("[RA2] does not undo a later takeover", async () => {
    const number = await ledger.given.incident();
    await changeHolder(ledger.db, number, { takenBy: "山田", takenAt: at(1) });
    await changeHolder(ledger.db, number, { takenBy: "夜勤", takenAt: at(2) });
    await changeHolder(ledger.db, number, { takenBy: "山田", takenAt: at(1) });
    expect(await ledger.row(number)).toMatchObject({ takenBy: "夜勤", takenAt: at(2) });
  });

  it("[RA2] does not overwrite a newer operators' list", async () => {
    const number = await ledger.given.incident();
    await changeOperatorCalls(ledger.db, number, view(1), 1);
    await changeOperatorCalls(ledger.db, number, view(2), 2);
    await changeOperatorCalls(ledger.db, number, view(1), 1);
    expect((await ledger.row(number)).operatorCalls).toMatchObject({ round: 2 });
  });
});

describe("what came before the incident's run", () => {
  it("[R5.2.2f] a 1 counts as unheard until its word is told", async () => {
    const number = await ledger.given.incident();
    const call = randomUUID();
    const press = { call: { id: call, incident: number, occurrence: 1 }, sid: "CA1", digit: "1", turn: "1" };
    await storeAcceptance(ledger.db, { ...press, by: "customer:佐藤", at: at(1) });
    expect(await isUnheard(ledger.db, number, 0, at(0))).toBe(false);
    expect(await isUnheard(ledger.db, number, 0, at(1))).toBe(true);
    await ledger.db.update(outbox).set({ relayedAt: at(2) });
    expect(await isUnheard(ledger.db, number, 0, at(3))).toBe(false);
  });

  it("[R5.3.2] nothing is decided while an accepted alert has not been told", async () => {
    const number = await ledger.given.incident();
    await ledger.given.alert({ incident: number, sequence: 1, acceptedAt: at(0) });
    expect(await isUnheard(ledger.db, number, 1, at(10))).toBe(false);
    await ledger.given.alert({ incident: number, sequence: 2, acceptedAt: at(9) });
    expect(await isUnheard(ledger.db, number, 1, at(8))).toBe(false);
    expect(await isUnheard(ledger.db, number, 1, at(10))).toBe(true);
    expect(await isUnheard(ledger.db, number, 2, at(10))).toBe(false);
    const key = await ledger.row(number);
    const { source, dedupKey, customer } = key;
    await ledger.given.alert({
      source,
      dedupKey,
      customer,
      incident: null,
      sequence: null,
      relayedAt: null,
      acceptedAt: at(9),
    });
    expect(await isUnheard(ledger.db, number, 2, at(10))).toBe(true);
  });
});

describe("what happens to an incident", () => {
  const recordOf = (incident: number, happened: Happened, occurrence?: number) =>
    inIncident(ledger.db, incident, (tx) => recordHappened(tx, incident, happened, occurrence));

  it("[R5.1e] is written with the state that follows from it", async () => {
    const over = { recoveredAt: at(5), acknowledgedBy: "鈴木", acknowledgedLevel: "high" as const };
    const incident = await ledger.given.incident({ ...over, acknowledgedAt: at(2), state: "recovered" });
    const again = {
      is: "occurrence-began",
      occurrence: 2,
      level: "low",
      at: at(20),
      newClock: false,
    } as const;
    await recordOf(incident, again);
    expect(await ledger.row(incident)).toMatchObject({
      occurrence: 2,
      level: "low",
      recoveredAt: null,
      acknowledgedBy: null,
      acknowledgedLevel: null,
      acknowledgedAt: null,
      detectedAt: at(0),
      deadlineAt: at(15),
      state: "open",
    });
  });

  it("[R5.1e] news of an earlier occurrence do not change the next", async () => {
    const incident = await ledger.given.incident({ occurrence: 2 });
    const word = { is: "acknowledged", by: "鈴木", level: "high", at: at(1) } as const;
    expect(await recordOf(incident, word, 1)).toMatchObject({ state: "open", acknowledgedBy: null });
    expect(await ledger.row(incident)).toMatchObject({ state: "open", acknowledgedBy: null });
    expect(await recordOf(incident, word, 2)).toMatchObject({ state: "acknowledged" });
    expect(await ledger.row(incident)).toMatchObject({ state: "acknowledged", acknowledgedBy: "鈴木" });
  });
});

describe("closing", () => {
  const close = (incident: number, seenUpTo: number) =>
    closeUnlessUnseen(ledger.db, incident, seenUpTo, null, at(9));

  it("[R5.1e] closes an incident whose alerts the workflow has all seen", async () => {
    const incident = await ledger.given.incident({ alertCount: 2, attention: "slo-breach" });
    expect(await close(incident, 2)).toBe(true);
    expect(await ledger.row(incident)).toMatchObject({
      state: "closed",
      closedAt: at(9),
      young: false,
      attention: null,
    });
  });

  it("[R5.1b] does not close while a bound alert is unseen", async () => {
    const incident = await ledger.given.incident({ alertCount: 3 });
    expect(await close(incident, 2)).toBe(false);
    expect(await ledger.row(incident)).toMatchObject({ state: "open", closedAt: null });
    expect(await close(incident, 3)).toBe(true);
  });

  it("[RA2] repeated, it stays closed with its first time", async () => {
    const incident = await ledger.given.incident({ alertCount: 2, state: "closed", closedAt: at(3) });
    expect(await close(incident, 1)).toBe(true);
    expect((await ledger.row(incident)).closedAt).toEqual(at(3));
  });
});
