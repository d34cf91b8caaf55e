import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { inIncident } from "../incidentTransaction.ts";
import { type calls, type dispatches, incidents } from "../schema/index.ts";
import { createTestDatabase, type TestDatabase } from "../testDatabase.ts";
import { givenRows } from "../testRows.ts";
import { refreshFirstResponse } from "./firstResponse.ts";

let database: TestDatabase;
let given: ReturnType<typeof givenRows>;
beforeAll(async () => {
  database = await createTestDatabase();
  given = givenRows(database.db, () => at(0));
});
afterAll(() => database.drop());
beforeEach(() => database.sql`truncate incidents, dispatches, calls restart identity`);

const at = (minutes: number): Date => new Date(Date.UTC(2026, 10, 22, 3, minutes));
type Sent = Partial<typeof dispatches.$inferInsert>;
type Rung = Partial<typeof calls.$inferInsert>;

async function firstResponse(incident: number) {
  await inIncident(database.db, incident, (tx) => refreshFirstResponse(tx, incident));
  const [row] = await database.db.select().from(incidents).where(eq(incidents.number, incident));
  return { at: row!.firstResponseAt, how: row!.firstResponse, young: row!.young };
}

const mail: Sent = { channel: "mail", at: at(3) };
const operators: Sent = { ...mail, kind: "operator", recipient: "operators:mail" };
const call: Rung = { acceptedAt: at(2) };
const none = { at: null, how: null };
const byMail = { at: at(3), how: "mail" };
const byCall = { at: at(2), how: "call" };

const table: [string, Sent[], Rung[], { at: Date | null; how: string | null }][] = [
  ["nothing was done", [], [], none],
  ["a mail that a server took", [mail], [], byMail],
  ["one address of several", [{ ...mail, outcome: "refused" }, mail], [], byMail],
  ["a mail that was refused", [{ ...mail, outcome: "refused" }], [], none],
  ["a mail on its way", [{ ...mail, outcome: "pending" }], [], none],
  ["the calls' result by mail", [{ ...mail, kind: "fallback" }], [], byMail],
  ["an operator's mail to the customer", [{ ...mail, kind: "operator" }], [], byMail],
  ["a mail to the operators alone", [operators], [], none],
  ["chat alone", [{ channel: "chat", at: at(1) }], [], none],
  ["the mail of the recovery", [{ ...mail, kind: "recovery" }], [], none],
  ["a call that the provider took", [], [call], byCall],
  ["one that nobody answered", [], [{ ...call, outcome: "missed" }], byCall],
  ["one that was ended by us", [], [{ ...call, outcome: "aborted" }], byCall],
  ["one that failed", [], [{ ...call, outcome: "failed" }], none],
  ["one that the provider did not take", [], [{ acceptedAt: null }], none],
  ["a skipped one", [], [{ acceptedAt: null, requestedAt: null, outcome: "skipped", notPlaced: true }], none],
  ["the first of several", [mail, { ...mail, at: at(9) }], [call], byCall],
  ["a failed call before a mail", [mail], [{ ...call, outcome: "failed" }], byMail],
];
it.each(table)("[R3.1a] %s", async (_story, sent, rung, expected) => {
  const incident = await given.incident();
  const other = await given.incident();
  for (const fields of sent) await given.dispatch(incident, fields);
  for (const fields of rung) await given.call(incident, fields);
  await given.dispatch(other, { at: at(0) });
  expect(await firstResponse(incident)).toEqual({ ...expected, young: false });
});

it("[R3.1a] a call that fails later takes its claim back", async () => {
  const incident = await given.incident();
  await given.call(incident, call);
  expect(await firstResponse(incident)).toMatchObject(byCall);
  await database.sql`update calls set outcome = 'failed'`;
  expect(await firstResponse(incident)).toMatchObject(none);
});

it("[R3.1a] is not lost where a chat's outcome is written at the same moment as the mail's", async () => {
  const { db } = database;
  const incident = await given.incident();
  let mailIsWritten = (): void => {};
  const written = new Promise<void>((resolve) => {
    mailIsWritten = resolve;
  });
  const byMailServer = inIncident(db, incident, async (tx) => {
    await givenRows(tx, () => at(0)).dispatch(incident, mail);
    await refreshFirstResponse(tx, incident);
    mailIsWritten();
    await new Promise((resolve) => setTimeout(resolve, 100));
  });
  await written;
  await inIncident(db, incident, (tx) => refreshFirstResponse(tx, incident));
  await byMailServer;
  const [row] = await db.select().from(incidents).where(eq(incidents.number, incident));
  expect(row?.firstResponse).toBe("mail");
});

it("[R3.1a] counts what was told of the occurrence on the clock, not of the one before", async () => {
  const incident = await given.incident({ occurrence: 2, sloOccurrence: 2 });
  await given.dispatch(incident, { ...mail, step: "1/alert/web down" });
  await given.call(incident, { ...call, occurrence: 1 });
  expect(await firstResponse(incident)).toMatchObject(none);
  await given.dispatch(incident, { ...mail, at: at(5), step: "2/alert/web down" });
  expect(await firstResponse(incident)).toMatchObject({ at: at(5), how: "mail" });
});
