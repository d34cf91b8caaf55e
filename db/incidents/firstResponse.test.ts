import { expect, it } from "vitest";
import { inIncident } from "../incidentTransaction.ts";
import type { calls, dispatches } from "../schema/index.ts";
import { at, testLedger } from "../testLedger.ts";
import { givenRows } from "../testRows.ts";
import { refreshFirstResponse } from "./firstResponse.ts";

const ledger = testLedger();

type Sent = Partial<typeof dispatches.$inferInsert>;
type Rung = Partial<typeof calls.$inferInsert>;

async function firstResponse(incident: number) {
  await inIncident(ledger.db, incident, (tx) => refreshFirstResponse(tx, incident));
  const { firstResponseAt, firstResponse, young } = await ledger.row(incident);
  return { at: firstResponseAt, how: firstResponse, young };
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
  const incident = await ledger.given.incident();
  const other = await ledger.given.incident();
  for (const fields of sent) await ledger.given.dispatch(incident, fields);
  for (const fields of rung) await ledger.given.call(incident, fields);
  await ledger.given.dispatch(other, { at: at(0) });
  expect(await firstResponse(incident)).toEqual({ ...expected, young: false });
});

it("[R3.1a] a call that fails later takes its claim back", async () => {
  const incident = await ledger.given.incident();
  await ledger.given.call(incident, call);
  expect(await firstResponse(incident)).toMatchObject(byCall);
  await ledger.sql`update calls set outcome = 'failed'`;
  expect(await firstResponse(incident)).toMatchObject(none);
});

it("[R3.1a] is not lost where a chat's outcome is written at the same moment as the mail's", async () => {
  const { db } = ledger;
  const incident = await ledger.given.incident();
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
  expect((await ledger.row(incident)).firstResponse).toBe("mail");
});

it("[R3.1a] counts what was told of the occurrence on the clock, not of the one before", async () => {
  const incident = await ledger.given.incident({ occurrence: 2, sloOccurrence: 2 });
  await ledger.given.dispatch(incident, { ...mail, step: "1/alert/web down" });
  await ledger.given.call(incident, { ...call, occurrence: 1 });
  expect(await firstResponse(incident)).toMatchObject(none);
  await ledger.given.dispatch(incident, { ...mail, at: at(5), step: "2/alert/web down" });
  expect(await firstResponse(incident)).toMatchObject({ at: at(5), how: "mail" });
});

it("[R3.1a] judges a mail whose step names no occurrence by when it was taken", async () => {
  const incident = await ledger.given.incident({ occurrence: 2, sloOccurrence: 2, detectedAt: at(4) });
  await ledger.given.dispatch(incident, { ...mail, kind: "escalation", step: "run/0b7c/0" });
  expect(await firstResponse(incident)).toMatchObject(none);
  await ledger.given.dispatch(incident, { ...mail, kind: "escalation", step: "run/1c8d/0", at: at(5) });
  expect(await firstResponse(incident)).toMatchObject({ at: at(5), how: "mail" });
});
