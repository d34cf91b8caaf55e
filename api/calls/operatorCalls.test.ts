import twilio from "twilio";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { recordings } from "../../db/schema/index.ts";
import { account, phones, startTestTelephone, type TestTelephone } from "./testTelephone.ts";

let telephone: TestTelephone;
let incident: number;
beforeAll(async () => {
  telephone = await startTestTelephone();
});
afterAll(() => telephone.stop());
beforeEach(async () => {
  telephone.sandbox.world.reset();
  await telephone.sql`truncate incidents, alerts, calls, call_facts, recordings, timeline restart identity`;
  incident = await telephone.incident();
});

async function talked(): Promise<string> {
  const { exchange, activities } = telephone;
  exchange.phones.script(phones.operator, { kind: "answer", afterSeconds: 2, press: "1" });
  exchange.phones.script(phones.sato, { kind: "answer", afterSeconds: 3, hangUpAfterSeconds: 42 });
  const order = { incident, occurrence: 1, request: "click", round: 1, position: 1, contact: "sato" };
  const by = { calledBy: "当番 一郎", operatorPhone: phones.operator, placedAt: null };
  const claim = await activities.claimOperatorCall({ ...order, ...by });
  const call = claim.result === "claimed" ? claim.call : "";
  await activities.dialCall({ kind: "operator", call, stopped: null, lastTry: false, eager: false });
  await telephone.passes(120);
  return call;
}

/** Sends a callback signed as by the provider. */
function says(path: string, body: Record<string, string>, token = account.authToken): Promise<Response> {
  const url = `${telephone.publicUrl}/callbacks/twilio/${path}`;
  const headers = { "x-twilio-signature": twilio.getExpectedTwilioSignature(token, url, body) };
  return fetch(url, { method: "POST", headers, body: new URLSearchParams(body) });
}

it("[R5.3.2] a recording of both sides is linked to its call once, and kept for so many days", async () => {
  const call = await talked();
  const [row, ...others] = await telephone.db.select().from(recordings);
  expect(others).toEqual([]);
  const sound = telephone.exchange.recordings.find(row?.sid ?? "");
  expect(sound?.channels).toBe(2);
  expect(row).toMatchObject({ call, incident, customer: "acme", seconds: sound?.seconds, deletedAt: null });
  expect(row!.deleteAfter.getTime() - row!.recordedAt.getTime()).toBe(90 * 86_400_000);
  const again = { RecordingSid: row!.sid, RecordingStatus: "completed", RecordingDuration: "40" };
  expect((await says(`recording/${call}`, again)).status).toBe(204);
  expect(await telephone.sql`select sid from recordings`).toHaveLength(1);
});

it("[RA2] only the end is told to the incident; all other reports are stored", async () => {
  const call = await talked();
  const facts = await telephone.sql`select kind, value from call_facts where call = ${call} order by id`;
  const news = await telephone.sql`select word from outbox where word->>'call' = ${call} order by id`;
  const end = { word: { is: "call-ended", call } };
  expect(news).toEqual([end, end]);
  expect(facts.map(({ kind, value }) => `${kind} ${value}`)).toEqual(
    expect.arrayContaining([
      ...["status in-progress", "key 1", "leg-status ringing", "leg-status in-progress"],
      ...["leg-status completed", "status completed"],
    ]),
  );
});

it("[RA4] what is not signed by the provider, or about no operator's call, changes nothing", async () => {
  const call = await talked();
  for (const what of ["operator", "operator-key", "whisper", "leg", "dialled", "recording"]) {
    expect((await says(`${what}/${call}`, { CallSid: "CA1" }, "another token")).status, what).toBe(403);
    const nobody = "00000000-0000-4000-8000-000000000000";
    expect((await says(`${what}/${nobody}`, { CallSid: "CA1" })).status, what).toBe(404);
    expect((await says(`${what}/no-call`, { CallSid: "CA1" })).status, what).toBe(404);
  }
  const [facts] = await telephone.sql`select count(*)::int from call_facts where sid = 'CA1'`;
  expect(facts?.count).toBe(0);
});
