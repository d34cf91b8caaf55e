import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { storeAcceptance } from "../calls/callFacts.ts";
import { type IncidentState, outbox } from "../schema/index.ts";
import { at, testLedger } from "../testLedger.ts";
import {
  acknowledged,
  acknowledgementLapsed,
  changeHolder,
  changeIncident,
  changeOperatorCalls,
  closeUnlessUnseen,
  newOccurrence,
  recovered,
} from "./records.ts";
import { isUnheard } from "./unheard.ts";

const ledger = testLedger();

describe("a late repetition of an earlier word", () => {
  const view = (round: number) => ({
    ...{ list: ["sato"], band: "afterHours" as const, round, next: "sato", state: "running" as const },
  });

  it("[RA2] leaves the person who took it over", async () => {
    const number = await ledger.given.incident();
    await changeHolder(ledger.db, number, { takenBy: "山田", takenAt: at(1) });
    await changeHolder(ledger.db, number, { takenBy: "夜勤", takenAt: at(2) });
    await changeHolder(ledger.db, number, { takenBy: "山田", takenAt: at(1) });
    expect(await ledger.row(number)).toMatchObject({ takenBy: "夜勤", takenAt: at(2) });
  });

  it("[RA2] leaves where the operators' list stands", async () => {
    const number = await ledger.given.incident();
    await changeOperatorCalls(ledger.db, number, view(1), 1);
    await changeOperatorCalls(ledger.db, number, view(2), 2);
    await changeOperatorCalls(ledger.db, number, view(1), 1);
    expect((await ledger.row(number)).operatorCalls).toMatchObject({ round: 2 });
  });
});

describe("what came before the incident's run", () => {
  it("[R5.2.2f] a 1 is unheard until its word is told", async () => {
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

describe("the state", () => {
  const again = newOccurrence(2, "low", at(20), false);
  const table: [string, string, Parameters<typeof changeIncident>[2], IncidentState, IncidentState][] = [
    ["R5.2.2f", "acknowledged", acknowledged("鈴木", "high", at(1)), "open", "acknowledged"],
    ["R5.1e", "acknowledged in triage", acknowledged("鈴木", "high", at(1)), "triage", "triage"],
    [
      "R5.1e",
      "acknowledged when it has recovered",
      acknowledged("鈴木", "high", at(1)),
      "recovered",
      "recovered",
    ],
    ["R5.1c", "the acknowledgement lapsed", acknowledgementLapsed, "acknowledged", "open"],
    ["R5.1c", "it lapsed in triage", acknowledgementLapsed, "triage", "triage"],
    ["R5.1b", "recovered", recovered(at(1)), "open", "recovered"],
    ["R5.1b", "recovered after an acknowledgement", recovered(at(1)), "acknowledged", "recovered"],
    ["R5.1e", "recovered in triage waits for a person", recovered(at(1)), "triage", "triage"],
    ["R5.1e", "firing again", again, "recovered", "open"],
    ["R5.1e", "firing again in triage", again, "triage", "triage"],
  ];
  it.each(table)("[%s] %s", async (_id, _story, change, before, after) => {
    const incident = await ledger.given.incident({ state: before });
    await changeIncident(ledger.db, incident, change);
    expect((await ledger.row(incident)).state).toBe(after);
  });
});

describe("a new occurrence", () => {
  const over = { recoveredAt: at(5), acknowledgedBy: "鈴木", acknowledgedLevel: "high" as const };

  it("[R5.1e] is covered by nothing that was said of the one before", async () => {
    const incident = await ledger.given.incident({ ...over, acknowledgedAt: at(2) });
    await changeIncident(ledger.db, incident, newOccurrence(2, "low", at(20), false));
    expect(await ledger.row(incident)).toMatchObject({
      ...{ occurrence: 2, level: "low", recoveredAt: null, acknowledgedBy: null, acknowledgedLevel: null },
      ...{ acknowledgedAt: null, detectedAt: at(0), deadlineAt: at(15) },
    });
  });

  it("[R3.1a] has a clock of its own where nobody had responded yet", async () => {
    const incident = await ledger.given.incident(over);
    await changeIncident(ledger.db, incident, newOccurrence(2, "low", at(20), true));
    expect(await ledger.row(incident)).toMatchObject({
      detectedAt: at(20),
      deadlineAt: at(35),
      sloOccurrence: 2,
    });
  });

  it("[R3.1b] does not hide that the promise was broken", async () => {
    const incident = await ledger.given.incident({ recoveredAt: at(16), breachedAt: at(15) });
    await changeIncident(ledger.db, incident, newOccurrence(2, "low", at(20), true));
    expect(await ledger.row(incident)).toMatchObject({
      detectedAt: at(0),
      deadlineAt: at(15),
      breachedAt: at(15),
    });
  });
});

describe("closing", () => {
  const close = (incident: number, seenUpTo: number) =>
    closeUnlessUnseen(ledger.db, incident, seenUpTo, null, at(9));

  it("[R5.1e] closes what the workflow has seen to its end", async () => {
    const incident = await ledger.given.incident({ alertCount: 2, attention: "slo-breach" });
    expect(await close(incident, 2)).toBe(true);
    expect(await ledger.row(incident)).toMatchObject({
      ...{ state: "closed", closedAt: at(9), young: false, attention: null },
    });
  });

  it("[R5.1b] does not close over an alert that is bound and not yet seen", async () => {
    const incident = await ledger.given.incident({ alertCount: 3 });
    expect(await close(incident, 2)).toBe(false);
    expect(await ledger.row(incident)).toMatchObject({ state: "open", closedAt: null });
    expect(await close(incident, 3)).toBe(true);
  });

  it("[RA2] asked again, it is closed, at the moment it was", async () => {
    const incident = await ledger.given.incident({ alertCount: 2, state: "closed", closedAt: at(3) });
    expect(await close(incident, 1)).toBe(true);
    expect((await ledger.row(incident)).closedAt).toEqual(at(3));
  });
});
