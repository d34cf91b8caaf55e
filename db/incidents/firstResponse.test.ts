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
const call: Rung = { acceptedAt: at(2) };

it("[R3.1a] is the first of an incident's own mails and calls, and the incident is young no longer", async () => {
  const incident = await ledger.given.incident();
  const other = await ledger.given.incident();
  await ledger.given.dispatch(incident, { channel: "chat", at: at(1) });
  await ledger.given.dispatch(incident, mail);
  await ledger.given.dispatch(other, { at: at(0) });
  expect(await firstResponse(incident)).toEqual({ at: at(3), how: "mail", young: false });
  await ledger.given.call(incident, call);
  expect(await firstResponse(incident)).toEqual({ at: at(2), how: "call", young: false });
});

it("[R3.1a] is written only when it changes", async () => {
  const incident = await ledger.given.incident();
  await ledger.given.dispatch(incident, mail);
  await firstResponse(incident);
  const { changedBy } = await ledger.row(incident);
  await ledger.given.dispatch(incident, { ...mail, at: at(7), recipient: "later" });
  expect(await firstResponse(incident)).toMatchObject({ at: at(3), how: "mail" });
  expect((await ledger.row(incident)).changedBy).toBe(changedBy);
});

it("[R3.1a] a call that fails later is no first response any more", async () => {
  const incident = await ledger.given.incident();
  await ledger.given.call(incident, call);
  expect(await firstResponse(incident)).toMatchObject({ at: at(2), how: "call" });
  await ledger.sql`update calls set outcome = 'failed'`;
  expect(await firstResponse(incident)).toMatchObject({ at: null, how: null });
});

it("[R3.1a] is not lost if a chat's outcome is written at the same moment as the mail's", async () => {
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

it("[R3.1a] reads the occurrence on the clock from the incident's row", async () => {
  const incident = await ledger.given.incident({ occurrence: 2, sloOccurrence: 2, detectedAt: at(4) });
  await ledger.given.dispatch(incident, { ...mail, step: "1/alert/web down", at: at(9) });
  await ledger.given.dispatch(incident, { ...mail, kind: "escalation", step: "run/0b7c/0" });
  await ledger.given.call(incident, { ...call, occurrence: 1 });
  expect(await firstResponse(incident)).toMatchObject({ at: null, how: null });
  await ledger.given.dispatch(incident, { ...mail, at: at(5), step: "2/alert/web down" });
  expect(await firstResponse(incident)).toMatchObject({ at: at(5), how: "mail" });
});
