import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readCustomerFile } from "../domain/customers/file.ts";
import { fileWith } from "../domain/customers/testFiles.ts";
import { runbookEvents } from "../domain/runbooks/events.ts";
import { bindOnce, markRelayed } from "./alerts/binding.ts";
import { type NewAlert, removeOldEvents, storeAlerts } from "./alerts/intake.ts";
import { waitingAlerts, waitingOfKey } from "./alerts/relayQueue.ts";
import { claimAndPermit } from "./calls/callClaim.ts";
import { incidentsOfCaller, rungWithinHour } from "./calls/callers.ts";
import { storeAcceptance, storeStatus } from "./calls/callFacts.ts";
import { isKnownSid } from "./calls/calls.ts";
import { callbacksOf } from "./calls/incomingCalls.ts";
import { permitDialling } from "./calls/permission.ts";
import { recordingsToDelete } from "./calls/recordings.ts";
import { attentionQueue } from "./incidents/attentionQueue.ts";
import { incidentsNumbered, openIncidents } from "./incidents/board.ts";
import { changesCursor, changesSince } from "./incidents/changes.ts";
import { alertsOf, callsOf, dispatchesOf, timelineOf } from "./incidents/incidentLists.ts";
import { findIncident, searchIncidents } from "./incidents/incidents.ts";
import { openIncident, openIncidentsAfter } from "./incidents/openIncidents.ts";
import { alertsAfter, rebuildIncident } from "./incidents/rebuild.ts";
import { closeUnlessUnseen } from "./incidents/records.ts";
import { judgePromise, lacksFirstResponse } from "./incidents/slo.ts";
import { isUnheard } from "./incidents/unheard.ts";
import { planDispatches, settleDispatches, takeDispatches } from "./messages/attempts.ts";
import {
  addressesStillTried,
  chatWasTold,
  contactsToldOf,
  pendingDispatches,
} from "./messages/dispatches.ts";
import { readIncidentContext, readTellingContext, rungCall } from "./messages/tellingContext.ts";
import { ledgerCounts } from "./metrics.ts";
import { markTold, removeOldWords, takeWaiting } from "./outbox/read.ts";
import { searchAudit } from "./people/audit.ts";
import { removeOldAnswers } from "./people/idempotency.ts";
import { removeOldBundles } from "./runbooks/bundles.ts";
import {
  addAutomaticRun,
  beginStep,
  changeStep,
  endRun,
  endStep,
  markRunStarted,
  runsOf,
} from "./runbooks/runbookRuns.ts";
import { askForTarget, endedAmong } from "./runbooks/turns.ts";
import { latestSecondaries, secondariesOf } from "./secondary/secondary.ts";
import { createTestDatabase, type TestDatabase } from "./testDatabase.ts";
import { type Watched, watchDatabase } from "./testPlans.ts";
import { givenRows } from "./testRows.ts";
import { givenRun } from "./testRuns.ts";
import { writeYear } from "./testYear.ts";

const { rules } = readCustomerFile(
  fileWith("rules: [{ name: all, match: {}, notify: { mail: { to: [sato] } } }]"),
).configuration!;
const now = new Date("2026-12-01T03:00:00Z");
const customers = ["bench-00", "bench-01", "bench-02", "bench-03"];
/** Enough that the planner chooses as it would with a hundred times as many. */
const incidents = 4_000;
const nodes = 100;

let database: TestDatabase;
let watched: Watched;
/** An open incident of a key with a long history, with its first alert, and a call that rings. */
const key = { customer: "bench-00", source: "tool", dedupKey: ":n0:HTTP" };
let number: number;
let alert: number;
let call: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const given = givenRows(database.db, () => now);
  for (const customer of customers) await given.customer(customer, { rules });
  const until = new Date(now.getTime() - 3_600_000);
  const size = { incidents, days: 7, rareEach: 4, nodes };
  await writeYear(database.db, { ...size, from: 1, customers, alarm: "HTTP", until });
  await database.sql.unsafe("vacuum analyze");
  watched = watchDatabase(database.url);
});
afterAll(async () => {
  await watched.close();
  await database.drop();
});

const said: NewAlert = {
  dedupKey: key.dedupKey,
  eventKey: null,
  series: "",
  status: "firing",
  level: "high",
  system: null,
  node: "n0",
  alarm: "HTTP",
  value: null,
  log: null,
  details: {},
  occurredAt: now,
  startedAt: now,
};
const tool = { customer: "bench-00", name: "tool", kind: "native" } as const;
const times = { now, leaseUntil: new Date(now.getTime() + 10_000) };
const turn = { perCustomer: 10, youngPerCustomer: 10, now, except: [] };
const asked = { title: "up", criterion: "up?" };
const lease = { by: randomUUID(), seconds: 10 };

it("an alert is taken in, relayed and bound to a new incident", async () => {
  const tooMuch = await watched.readTooMuch(async () => {
    [alert = 0] = await storeAlerts(watched.db, tool, [said, { ...said, eventKey: "1", series: "2" }], now);
    await waitingAlerts(watched.db, turn);
    await waitingOfKey(watched.db, key, 10);
    const made = {
      ...{ workflowId: "incident/new", version: 1, rule: "n1", system: null, state: "open" as const },
      ...{ detectedAt: now, deadlineAt: now, openedAt: now },
    };
    const bound = await bindOnce(watched.db, alert, key, () => made, times);
    number = bound!.incident!.number;
    await bindOnce(watched.db, alert + 1, key, () => made, times, []);
    await markRelayed(watched.db, [alert], now);
  });
  expect(tooMuch).toEqual([]);
});

it("a message is planned and settled, and its context read", async () => {
  const tooMuch = await watched.readTooMuch(async () => {
    await readTellingContext(watched.db, number, alert);
    await readTellingContext(watched.db, number, alert, 1);
    await readIncidentContext(watched.db, number);
    const step = { incident: number, step: "1/alert/n1", channel: "mail", kind: "alert", at: now } as const;
    const planned = [
      { recipient: "n1", to: "n1@bench.example", messageId: "<1@toban>", content: { body: "" } },
    ];
    const rows = await planDispatches(watched.db, step, planned, lease);
    await planDispatches(watched.db, step, planned, lease);
    await takeDispatches(watched.db, rows, lease, now);
    const outcomes = rows.map(({ id }) => ({ id, outcome: "sent", reason: null }) as const);
    await settleDispatches(watched.db, outcomes, lease, now);
    await pendingDispatches(watched.db, number);
    await chatWasTold(watched.db, number, 1, "ops");
    await addressesStillTried(watched.db, number);
    await contactsToldOf(watched.db, number, 1);
  });
  expect(tooMuch).toEqual([]);
});

it("a call is claimed, permitted, and its callbacks are stored", async () => {
  const tooMuch = await watched.readTooMuch(async () => {
    const order = {
      ...{ incident: number, customer: key.customer, occurrence: 1, step: "1/alert/n1", round: 1, try: 1 },
      ...{ contact: "n1", phone: "+819010000000", skipMinutes: 30, ringSeconds: 30 },
    };
    const first = await claimAndPermit(watched.db, { ...order, position: 1 }, now, { callsPerSecond: 1_000 });
    call = first.claim.result === "claimed" ? first.claim.call : "";
    await claimAndPermit(watched.db, { ...order, position: 2, phone: "+8190" }, now, null);
    await permitDialling(watched.db, call, null, now);
    await rungCall(watched.db, call);
    await isKnownSid(watched.db, "CA1", call);
    const status = { call, sid: "CA1", value: "ringing", copy: "1", body: {}, at: now, word: null };
    await storeStatus(watched.db, status);
    const press = { call: { id: call, incident: number, occurrence: 1 }, sid: "CA1", digit: "1", turn: "1" };
    await storeAcceptance(watched.db, { ...press, by: "n1", at: now });
    await rungWithinHour(watched.db, { phone: order.phone, startedAt: now }, [number]);
    const caller = { customer: key.customer, contact: "n1", name: "n1", reading: null, customerName: "" };
    await incidentsOfCaller(watched.db, [caller], order.phone);
  });
  expect(tooMuch).toEqual([]);
});

it("the outbox's words are taken, told and removed", async () => {
  const tooMuch = await watched.readTooMuch(async () => {
    const until = { now, leaseUntil: times.leaseUntil, workflows: 50, wordsOfEach: 100 };
    const [words = []] = await takeWaiting(watched.db, until);
    await markTold(
      watched.db,
      words.map(({ id }) => id),
      now,
    );
    await removeOldWords(watched.db, now);
  });
  expect(tooMuch).toEqual([]);
});

it("the first response is found and the promise judged", async () => {
  const tooMuch = await watched.readTooMuch(async () => {
    await judgePromise(watched.db, number, 1, now);
    await lacksFirstResponse(watched.db, number);
    await isUnheard(watched.db, number, 1, now);
  });
  expect(tooMuch).toEqual([]);
});

it("the board, and what changes on it", async () => {
  const tooMuch = await watched.readTooMuch(async () => {
    const { cursor } = await openIncidents(watched.db, null);
    await openIncidents(watched.db, customers.slice(0, 2));
    await incidentsNumbered(watched.db, [number]);
    await changesSince(watched.db, cursor, 500);
    await changesCursor(watched.db);
    await attentionQueue(watched.db, now, 200);
  });
  expect(tooMuch).toEqual([]);
});

it("incidents are searched, page by page", async () => {
  const some = customers.slice(0, 2);
  const tooMuch = await watched.readTooMuch(async () => {
    for (const before of [undefined, 2_000])
      for (const visible of [null, some])
        for (const customer of [undefined, key.customer])
          for (const states of [undefined, ["closed"], ["open", "triage"]] as const)
            await searchIncidents(watched.db, { visible, customer, states, before, limit: 21 });
    await latestSecondaries(watched.db, [100, 200]);
  });
  expect(tooMuch).toEqual([]);
});

it("an incident's page and its lists", async () => {
  const tooMuch = await watched.readTooMuch(async () => {
    for (const forCustomer of [false, true]) {
      const part = { incident: 100, limit: 51, forCustomer };
      await timelineOf(watched.db, { ...part, before: null });
      await timelineOf(watched.db, { ...part, before: [now.getTime(), 1] });
      await alertsOf(watched.db, { ...part, before: null });
      await dispatchesOf(watched.db, { ...part, before: null });
      await dispatchesOf(watched.db, { ...part, before: [10] });
      await callsOf(watched.db, { ...part, before: null });
    }
    await findIncident(watched.db, 100, customers.slice(0, 2));
    await callbacksOf(watched.db, 100);
    await runsOf(watched.db, 100);
    await secondariesOf(watched.db, 100);
    for (const filter of [{ incident: 100 }, { customer: key.customer }, { person: "suzuki" }, {}])
      await searchAudit(watched.db, filter, { limit: 51 });
  });
  expect(tooMuch).toEqual([]);
});

it("an incident is found without its run, rebuilt and closed", async () => {
  const tooMuch = await watched.readTooMuch(async () => {
    await openIncidentsAfter(watched.db, 0, now, 20);
    await openIncident(watched.db, number);
    await rebuildIncident(watched.db, { incident: number, before: null });
    await alertsAfter(watched.db, { incident: number, before: null, after: 0 });
    const run = {
      ...{
        id: randomUUID(),
        incident: number,
        customer: key.customer,
        version: 1,
        system: "web",
        target: "n1",
      },
      ...{ step: "1/first-response/n1", runbook: "restart-service", startedBy: "toban", startedAt: now },
    };
    await addAutomaticRun(watched.db, { ...run, state: "running" }, 3);
    await closeUnlessUnseen(watched.db, number, 9, { by: "suzuki", reason: "done" }, now);
  });
  expect(tooMuch).toEqual([]);
});

it("runbooks take turns on a target, begin and end", async () => {
  const on = { customer: key.customer, system: "web", target: "n2", tree: null };
  const [first, second] = [await givenRun(database.db, number, on), await givenRun(database.db, number, on)];
  const tooMuch = await watched.readTooMuch(async () => {
    for (const run of [first, second]) await askForTarget(watched.db, run);
    await endedAmong(watched.db, [first]);
    await markRunStarted(watched.db, first, now);
    const place = { run: first, sequence: 1, path: "steps[0]", kind: "check", title: "up" } as const;
    const step = await beginStep(watched.db, place, now);
    const line = { incident: number, at: now, actor: "toban", event: runbookEvents.asks(asked), fact: "1" };
    await changeStep(watched.db, step, { output: "ok" });
    await endStep(watched.db, step, { state: "yes", seen: "ok", output: null }, line);
    await endRun(watched.db, first, { state: "recovered", why: "ok", undone: [], stays: [], at: now });
  });
  expect(tooMuch).toEqual([]);
});

it("housekeeping removes what is old", async () => {
  const tooMuch = await watched.readTooMuch(async () => {
    await removeOldAnswers(watched.db, now);
    await removeOldEvents(watched.db, now);
    await removeOldWords(watched.db, now);
    await removeOldBundles(watched.db, now, 90);
    await recordingsToDelete(watched.db, now, 100);
  });
  expect(tooMuch).toEqual([]);
});

it("the metrics count the largest tables once", async () => {
  const readCounts = ledgerCounts({ behind: 20 });
  await readCounts(watched.db, [0, 60]);
  const tooMuch = await watched.readTooMuch(() => readCounts(watched.db, [0, 60]));
  const tables = tooMuch.map((one) => / of (\w+):/.exec(one)?.[1]);
  expect(tables.sort()).toEqual(["calls", "incidents", "runbook_runs"]);
});
