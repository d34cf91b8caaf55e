import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { phones, startTestTelephone, type TestTelephone } from "../../api/calls/testTelephone.ts";
import { type CallRow, readCall } from "../../db/calls/calls.ts";
import { findIncident } from "../../db/incidents/incidents.ts";
import { contactsToldOf } from "../../db/messages/dispatches.ts";
import { surelyListedSeconds } from "../../domain/calls/timing.ts";
import { worded } from "../../domain/testWorded.ts";
import { wordsOf } from "../../domain/timeline.ts";
import type { BehaviourScript } from "../../sandbox/exchange/behaviour.ts";

let telephone: TestTelephone;
let incident: number;
beforeEach(async () => {
  telephone = await startTestTelephone();
  incident = await telephone.incident();
});
afterEach(() => telephone.stop());

const pressing1: BehaviourScript = { kind: "answer", afterSeconds: 2, press: "1", pressAfterSeconds: 3 };
const talking: BehaviourScript = { kind: "answer", afterSeconds: 3, hangUpAfterSeconds: 42 };

/** An operator clicks: the row is written, then the operator's own telephone rings. */
async function calls(operator: BehaviourScript, contact: BehaviourScript = talking): Promise<string> {
  telephone.exchange.phones.script(phones.operator, operator);
  telephone.exchange.phones.script(phones.sato, contact);
  const call = await claimed();
  await dial(call);
  return call;
}

async function claimed(request = "click-1", operatorPhone: string | null = phones.operator): Promise<string> {
  const order = { incident, occurrence: 1, request, round: 1, position: 1, contact: "sato" };
  const by = { calledBy: "当番 一郎", operatorPhone, placedAt: null };
  const claim = await telephone.activities.claimOperatorCall({ ...order, ...by });
  if (claim.result !== "claimed") throw new Error(claim.result);
  return claim.call;
}

const kind = "operator";
const dial = (call: string) =>
  telephone.activities.dialCall({ kind, call, stopped: null, lastTry: false, eager: false });
const seen = (call: string) => telephone.activities.recordCallEnd({ kind, call });
const lookedUp = (call: string, last = false) => telephone.activities.lookUpCall({ kind, call, last });
const row = async (call: string): Promise<CallRow> => (await readCall(telephone.db, call))!;
const rang = (number: string): number => telephone.exchange.rings(number).length;
const firstResponse = async () => (await findIncident(telephone.db, incident, null))?.firstResponseAt ?? null;

describe("how a click-to-call ends", () => {
  const endings: [string, BehaviourScript, BehaviourScript, object, number][] = [
    ["both talk", pressing1, talking, { result: null, reason: null }, 1],
    ["nobody answers", pressing1, { kind: "no-answer" }, { result: "no-answer" }, 1],
    ["the contact is on the phone", pressing1, { kind: "busy" }, { result: "busy" }, 1],
    ["the contact is out of reach", pressing1, { kind: "unreachable" }, { result: "failed" }, 1],
    ["a machine answers", pressing1, { kind: "voicemail", afterSeconds: 5 }, { result: null }, 1],
    ["the operator does not answer", { kind: "no-answer" }, talking, { result: "failed" }, 0],
    [
      "the operator's voicemail answers",
      { kind: "voicemail", afterSeconds: 5 },
      talking,
      { result: "failed" },
      0,
    ],
    ["the operator presses another key", { ...pressing1, press: "5" }, talking, { result: "failed" }, 0],
  ];
  it.each(endings)("[R5.3.2] %s", async (_story, operator, contact, expected, ringsOfContact) => {
    const call = await calls(operator, contact);
    await telephone.passes(4_000);
    expect(await seen(call)).toMatchObject({ state: "ended", ...expected });
    expect(await seen(call)).toMatchObject({ state: "ended", ...expected });
    expect([rang(phones.operator), rang(phones.sato)]).toEqual([1, ringsOfContact]);
    expect(await row(call)).toMatchObject({ endedAt: expect.any(Date), notPlaced: ringsOfContact === 0 });
  });

  it("[R5.3.2] the operator hears who is being called, and the contact first hears that the call is recorded", async () => {
    const call = await calls(pressing1, talking);
    await telephone.passes(8);
    expect(await seen(call)).toEqual({ state: "ringing" });
    await telephone.passes(10);
    expect(await seen(call)).toEqual({ state: "talking" });
    const [own] = telephone.exchange.rings(phones.operator);
    expect(own?.said[0]).toBe("株式会社アクメ さとう たろう様におつなぎします。");
    expect(telephone.exchange.rings(phones.sato)[0]?.said).toEqual([
      "コントロールセンターです。この通話は録音されます。",
    ]);
    expect(telephone.exchange.rings(phones.sato)[0]?.from).toBe("+81312345678");
  });

  it("[R5.3.2] an operator who gives up while the contact's phone rings", async () => {
    const call = await calls({ ...pressing1, hangUpAfterSeconds: 10 }, { kind: "no-answer" });
    await telephone.passes(60);
    expect(await seen(call)).toMatchObject({ state: "ended", result: "no-answer" });
    expect(telephone.exchange.rings(phones.sato)[0]?.status).toBe("canceled");
  });

  it("[R5.3.2] is cut neither by a recovery nor by an acknowledgement, and ends after an hour at most", async () => {
    await telephone.sql`update incidents set recovered_at = opened_at, acknowledged_level = 'high'`;
    const call = await calls(pressing1, { kind: "voicemail", afterSeconds: 1 });
    await telephone.passes(3_500);
    expect(await lookedUp(call)).toEqual({ state: "talking" });
    await telephone.passes(200);
    expect(await seen(call)).toMatchObject({ state: "ended", result: null });
  });
});

describe("no telephone rings twice", () => {
  it("[RA2] one action is one row, and one row one ring", async () => {
    telephone.exchange.phones.script(phones.operator, pressing1);
    const ids = await Promise.all([claimed(), claimed(), claimed()]);
    expect(new Set(ids).size).toBe(1);
    const call = ids[0]!;
    const dialled = await Promise.all([1, 2, 3].map(() => dial(call)));
    expect(dialled.filter(({ result }) => result === "accepted").length).toBeGreaterThanOrEqual(1);
    expect(telephone.exchange.attempts.all()).toHaveLength(1);
  });

  it.each(["ring-then-silence", "ring-then-reset"] as const)(
    "[RA2] %s: it is found at the provider, and followed to its end",
    async (kind) => {
      telephone.exchange.faults.inject({ kind }, { number: phones.operator, times: 1 });
      telephone.exchange.faults.inject({ kind: "callbacks-lost" }, { number: phones.operator });
      const call = await calls({ kind: "no-answer" });
      expect(await dial(call)).toEqual({ result: "unknown" });
      await telephone.passes(5);
      expect(await lookedUp(call)).toEqual({ state: "ringing" });
      await telephone.passes(60);
      expect(worded(await lookedUp(call))).toMatchObject({
        state: "ended",
        result: "failed",
        reason: "オペレーターの電話に応答がありませんでした",
      });
      expect(rang(phones.operator)).toBe(1);
    },
  );

  it("[RA2] a request counts as never arrived only after the provider's lag", async () => {
    telephone.exchange.faults.inject({ kind: "refuse", status: 500 }, { number: phones.operator, times: 1 });
    const call = await calls(pressing1);
    expect(await lookedUp(call)).toEqual({ state: "no-word" });
    await telephone.passes(surelyListedSeconds - 1);
    expect(await lookedUp(call)).toEqual({ state: "no-word" });
    await telephone.passes(1);
    expect(await lookedUp(call)).toMatchObject({ state: "ended", result: "failed" });
    expect(telephone.exchange.attempts.all()).toHaveLength(1);
  });

  it("[RA2] a call refused for good is reported at once, without waiting", async () => {
    telephone.exchange.faults.inject({ kind: "refuse", status: 400 }, { number: phones.operator, times: 1 });
    telephone.exchange.phones.script(phones.operator, pressing1);
    const call = await claimed();
    expect(await dial(call)).toEqual({ result: "refused" });
    expect(await row(call)).toMatchObject({ outcome: "failed", result: "failed", notPlaced: true });
    expect(await dial(call)).toEqual({ result: "refused" });
  });

  it("[RA2] too many calls a second: certainly not placed, and tried again when asked", async () => {
    telephone.exchange.faults.inject({ kind: "refuse", status: 429 }, { number: phones.operator, times: 1 });
    telephone.exchange.phones.script(phones.operator, pressing1);
    const call = await claimed();
    expect(await dial(call)).toMatchObject({ result: "not-placed" });
    expect(await dial(call)).toEqual({ result: "accepted" });
  });

  it("[RA2] an operator's leg is not mistaken for an unanswered request of an automatic call to the same number", async () => {
    telephone.exchange.faults.inject({ kind: "callbacks-lost" }, { number: phones.sato });
    const call = await calls(pressing1, { kind: "no-answer" });
    await telephone.passes(10);
    expect(rang(phones.sato)).toBe(1);
    const order = {
      incident: await telephone.incident(),
      occurrence: 1,
      step: "1/alert/r",
      round: 1,
      position: 1,
    };
    const ring = { ...order, try: 1, contact: "sato", skipMinutes: 60, ringSeconds: 30 };
    const claim = await telephone.activities.claimCall(ring);
    telephone.exchange.faults.inject({ kind: "refuse", status: 500 }, { number: phones.sato, times: 1 });
    const auto = claim.result === "claimed" ? claim.call : "";
    await telephone.activities.dialCall({
      kind: "auto",
      call: auto,
      stopped: null,
      lastTry: false,
      eager: false,
    });
    const lookUp = (last: boolean) => telephone.activities.lookUpCall({ kind: "auto", call: auto, last });
    expect(await lookUp(false)).toEqual({ state: "no-word" });
    expect(await lookUp(true)).toEqual({ state: "absent" });
    expect((await row(call)).legSid).toBeNull();
  });
});

describe("the provider's callbacks of a click-to-call", () => {
  it.each(["callbacks-lost", "callbacks-duplicated", "callbacks-reordered"] as const)(
    "[RA2] %s: the same end, looked up where need be",
    async (kind) => {
      for (const number of [phones.operator, phones.sato])
        telephone.exchange.faults.inject({ kind }, { number });
      const call = await calls(pressing1, { kind: "no-answer" });
      await telephone.passes(120);
      expect(await lookedUp(call)).toMatchObject({
        state: "ended",
        result: "no-answer",
      });
      expect((await row(call)).notPlaced).toBe(false);
    },
  );

  it("[RA2] lost, and no look-up answers: unknown until the call must be settled", async () => {
    for (const number of [phones.operator, phones.sato]) {
      telephone.exchange.faults.inject({ kind: "callbacks-lost" }, { number });
      telephone.exchange.faults.inject({ kind: "lookup-error", status: 500 }, { number });
    }
    const call = await calls({ kind: "no-answer" });
    await telephone.passes(120);
    expect(await lookedUp(call)).toEqual({ state: "no-word" });
    expect(await lookedUp(call, true)).toMatchObject({
      state: "ended",
      result: "failed",
    });
  });
});

describe("what an operator's call counts for", () => {
  it("[R3.1a] is a first response from when the contact's phone was called, not the operator's", async () => {
    const call = await calls(pressing1, talking);
    await telephone.passes(4);
    await seen(call);
    expect(await firstResponse()).toBeNull();
    await telephone.passes(5);
    await seen(call);
    expect(await firstResponse()).toEqual((await row(call)).acceptedAt);
    expect((await row(call)).acceptedAt?.getTime()).toBeGreaterThan((await row(call)).requestedAt!.getTime());
  });

  it("[R3.1a] is no first response if the contact could not be called", async () => {
    const call = await calls(pressing1, { kind: "unreachable" });
    await telephone.passes(60);
    await seen(call);
    const word = { call, result: "failed", by: "toban", note: null, at: telephone.now().getTime() } as const;
    await telephone.activities.recordOperatorResult(word);
    expect(await firstResponse()).toBeNull();
  });

  it("[R3.1a] by hand: is a first response from when it was made, unless it failed", async () => {
    const failed = await claimed("by-hand-1", null);
    const at = telephone.now().getTime();
    await telephone.activities.recordOperatorResult({
      call: failed,
      result: "failed",
      by: "当番 一郎",
      note: null,
      at,
    });
    expect(await firstResponse()).toBeNull();
    const missed = await claimed("by-hand-2", null);
    await telephone.activities.recordOperatorResult({
      call: missed,
      result: "no-answer",
      by: "当番 一郎",
      note: null,
      at,
    });
    expect(await firstResponse()).toEqual(telephone.now());
    expect(await row(missed)).toMatchObject({
      outcome: "missed",
      result: "no-answer",
      endedAt: telephone.now(),
    });
  });

  it("[R5.1d] contacts rung by an operator are told of the recovery, others are not", async () => {
    const call = await calls({ kind: "no-answer" });
    await telephone.passes(60);
    await seen(call);
    expect(await contactsToldOf(telephone.db, incident, 1)).toEqual([]);
    telephone.exchange.phones.script(phones.operator, pressing1);
    const second = await claimed("click-2");
    await dial(second);
    await telephone.passes(120);
    expect(await contactsToldOf(telephone.db, incident, 1)).toEqual(["sato"]);
  });

  it("[R5.3.2] a person's result outranks the provider's; the note is not for the customer", async () => {
    const call = await calls(pressing1, { kind: "voicemail", afterSeconds: 2 });
    await telephone.passes(4_000);
    await seen(call);
    const at = telephone.now().getTime();
    const word = { call, result: "voicemail", by: "当番 一郎", note: "夜間は不在とのこと", at } as const;
    await telephone.activities.recordOperatorResult(word);
    await telephone.activities.recordOperatorResult(word);
    await telephone.activities.recordOperatorResult({ ...word, result: "failed", by: "toban", note: null });
    expect(await row(call)).toMatchObject({ result: "voicemail", resultBy: "当番 一郎", outcome: "ignored" });
    const rows = await telephone.sql`select kind, actor, event from timeline where fact like '%/result/%'`;
    const lines = rows.map(({ event, ...line }) => ({ ...line, text: wordsOf(event, "ja") }));
    expect(lines).toEqual([
      { kind: "call", actor: "当番 一郎", text: "佐藤 太郎 様への電話: 留守番電話" },
      { kind: "operators-note", actor: "当番 一郎", text: expect.stringContaining("夜間は不在とのこと") },
    ]);
  });

  it("[R5.3.2] a contact without a telephone cannot be called", async () => {
    const order = { incident, occurrence: 1, request: "r", round: 1, position: 1, contact: "tanaka" };
    const by = { calledBy: "当番 一郎", operatorPhone: null, placedAt: null };
    expect(await telephone.activities.claimOperatorCall({ ...order, ...by })).toEqual({ result: "no-phone" });
  });

  it("[R5.2.2f] its number is free for the automatic list once it has ended, whatever its result", async () => {
    const call = await calls(pressing1, talking);
    const ring = {
      step: "1/alert/r",
      round: 1,
      position: 1,
      try: 1,
      contact: "sato",
      skipMinutes: 60,
      ringSeconds: 30,
    };
    const order = { incident, occurrence: 1, ...ring };
    expect(await telephone.activities.claimCall(order)).toEqual({ result: "number-in-use", by: call });
    await telephone.passes(300);
    await seen(call);
    expect((await row(call)).outcome).toBeNull();
    expect(await telephone.activities.claimCall(order)).toMatchObject({ result: "claimed" });
  });
});
