import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { phones, startTestTelephone, type TestTelephone } from "../../api/calls/testTelephone.ts";
import { claimAndPermit } from "../../db/calls/callClaim.ts";
import { stepsOfTests } from "../../db/tests/operationTestSteps.ts";
import { beginOperationTest } from "../../db/tests/operationTests.ts";
import { testLedger } from "../tests/ledger.ts";
import { autoLedger } from "./autoLedger.ts";
import type { CallKind, DialOrder } from "./contract.ts";
import { dialPermitted } from "./dial.ts";
import type { CallLedger } from "./ledger.ts";
import { operatorLedger } from "./operatorLedger.ts";

const ledgers = { auto: autoLedger, operator: operatorLedger, test: testLedger };

let telephone: TestTelephone;
beforeEach(async () => {
  telephone = await startTestTelephone();
});
afterEach(() => telephone.stop());

const requests = () => telephone.exchange.attempts.all().length;
const slotIsFreeIn = (time: string) =>
  telephone.sql`update call_pace set next_free_at = clock_timestamp() + ${time}::interval`;

/** The first place of the incident's list. */
const place = (incident: number) => ({
  ...{ incident, occurrence: 1, step: "1/alert/r", round: 1, position: 1, try: 1, contact: "sato" },
  ...{ skipMinutes: 60, ringSeconds: 30 },
});

/** A call of each kind, claimed but not dialled. */
const claimed: Record<CallKind, () => Promise<string>> = {
  async auto() {
    const claim = await telephone.activities.claimCall(place(await telephone.incident()));
    return claim.result === "claimed" ? claim.call : claim.result;
  },
  async operator() {
    const incident = await telephone.incident();
    const place = { occurrence: 1, request: "click-1", round: 1, position: 1, contact: "sato" };
    const by = { calledBy: "当番 一郎", operatorPhone: phones.operator, placedAt: null };
    const claim = await telephone.activities.claimOperatorCall({ incident, ...place, ...by });
    return claim.result === "claimed" ? claim.call : claim.result;
  },
  async test() {
    const by = {
      version: telephone.version,
      rule: null,
      note: null,
      ringSeconds: 30,
      startedBy: "当番 一郎",
    };
    const test = await beginOperationTest(
      telephone.db,
      { customer: "acme", ...by, startedAt: telephone.now() },
      () => [{ channel: "call", position: 1, recipient: "sato", to: phones.sato }],
    );
    const [step] = await stepsOfTests(telephone.db, [test!.id]);
    return step!.id;
  },
};

describe.each([
  ["auto", phones.sato, { state: "absent" }],
  ["operator", phones.operator, { state: "ended", result: "failed" }],
  ["test", phones.sato, { state: "absent" }],
] as const)("a call of the ledger %s", (kind, number, neverPlaced) => {
  const dial = (call: string, order: Partial<DialOrder> = {}) =>
    telephone.activities.dialCall({ kind, call, stopped: null, lastTry: false, eager: false, ...order });
  const lookedUp = (call: string, last = false) => telephone.activities.lookUpCall({ kind, call, last });
  const fails = (fault: Parameters<typeof telephone.exchange.faults.inject>[0], times?: number) =>
    telephone.exchange.faults.inject(fault, times === undefined ? { number } : { number, times });
  const rings = () => telephone.exchange.rings(number).length;
  beforeEach(() => telephone.exchange.phones.script(number, { kind: "no-answer" }));

  it("[RA2] is requested once, however often it is dialled, even simultaneously", async () => {
    const call = await claimed[kind]();
    const first = await Promise.all([dial(call), dial(call), dial(call)]);
    expect(first).toContainEqual({ result: "accepted" });
    expect(await dial(call)).toEqual({ result: "accepted" });
    expect([requests(), rings()]).toEqual([1, 1]);
  });

  it("[RA2] asked for again while the provider has not answered yet, awaits that answer", async () => {
    fails({ kind: "slow", seconds: 1 }, 1);
    const call = await claimed[kind]();
    const first = dial(call);
    await expect.poll(requests).toBe(1);
    const second = dial(call);
    await telephone.passes(1);
    expect(await Promise.all([first, second])).toEqual([{ result: "accepted" }, { result: "accepted" }]);
    expect([requests(), rings()]).toEqual([1, 1]);
  });

  it("[RA2] asked for again just before the provider answers, has that answer too", async () => {
    const call = await claimed[kind]();
    await dial(call);
    const readBefore = { id: call, requestedAt: telephone.now(), sid: null, notPlaced: false };
    const ledger = ledgers[kind](telephone.deps) as CallLedger<CallKind>;
    const permission = { may: "look-up", call: readBefore } as const;
    expect(await dialPermitted(telephone.deps, ledger, permission, false)).toEqual({ result: "accepted" });
  });

  it("[RA2] is dialled at once if a slot is free, and once", async () => {
    await slotIsFreeIn("0 seconds");
    const call = await claimed[kind]();
    const eager = { eager: true };
    const dialled = await Promise.all([dial(call, eager), dial(call, eager), dial(call)]);
    expect(dialled).toContainEqual({ result: "accepted" });
    expect([requests(), rings()]).toEqual([1, 1]);
  });

  it("[RA2] is not requested without a slot, and then in its turn", async () => {
    await slotIsFreeIn("1 minute");
    const call = await claimed[kind]();
    expect(await dial(call, { eager: true })).toEqual({ result: "no-slot" });
    expect(requests()).toBe(0);
    await slotIsFreeIn("0 seconds");
    expect(await dial(call)).toEqual({ result: "accepted" });
    expect(await dial(call, { eager: true })).toEqual({ result: "accepted" });
    expect([requests(), rings()]).toEqual([1, 1]);
  });

  it("[RA2] is not requested once its workflow has stopped calling", async () => {
    const call = await claimed[kind]();
    expect(await dial(call, { stopped: "closed" })).toEqual({ result: "stopped", why: "closed" });
    expect(requests()).toBe(0);
  });

  it("[RA2] is followed if it was requested before its workflow stopped calling", async () => {
    const call = await claimed[kind]();
    expect(await dial(call)).toEqual({ result: "accepted" });
    expect(await dial(call, { stopped: "closed" })).toEqual({ result: "accepted" });
    expect(requests()).toBe(1);
  });

  it("[RA2] reports the same refusal when asked again", async () => {
    fails({ kind: "refuse", status: 400 }, 1);
    const call = await claimed[kind]();
    expect(await dial(call)).toEqual({ result: "refused" });
    expect(await dial(call)).toEqual({ result: "refused" });
    expect([requests(), rings()]).toEqual([1, 0]);
  });

  it("[RA2] is requested again if the provider was too busy, until the last try", async () => {
    fails({ kind: "refuse", status: 429 }, 2);
    const call = await claimed[kind]();
    expect(await dial(call)).toMatchObject({ result: "not-placed" });
    expect(await dial(call, { lastTry: true })).toEqual({ result: "refused" });
    expect(await dial(call)).toEqual({ result: "refused" });
    expect([requests(), rings()]).toEqual([2, 0]);
  });

  it.each(["ring-then-error", "ring-then-silence", "ring-then-reset"] as const)(
    "[RA2] %s: is found at the provider and followed, even at the last look",
    async (fault) => {
      fails({ kind: fault }, 1);
      fails({ kind: "callbacks-lost" });
      const call = await claimed[kind]();
      expect(await dial(call)).toEqual({ result: "unknown" });
      await telephone.passes(5);
      expect(await lookedUp(call, true)).toEqual({ state: "ringing" });
      expect(await dial(call)).toEqual({ result: "accepted" });
      await telephone.passes(60);
      expect(await lookedUp(call)).toMatchObject({ state: "ended" });
      expect([requests(), rings()]).toEqual([1, 1]);
    },
  );

  it("[RA2] is given up at the last look if it was never placed, and stays so", async () => {
    fails({ kind: "refuse", status: 500 }, 1);
    const call = await claimed[kind]();
    expect(await dial(call)).toEqual({ result: "unknown" });
    expect(await lookedUp(call)).toEqual({ state: "no-word" });
    expect(await lookedUp(call, true)).toMatchObject(neverPlaced);
    expect(await lookedUp(call, true)).toMatchObject(neverPlaced);
    expect([requests(), rings()]).toEqual([1, 0]);
  });

  it("[RA2] is not requested again if the provider says nothing about it, and ends", async () => {
    fails({ kind: "ring-then-error" }, 1);
    fails({ kind: "callbacks-lost" });
    fails({ kind: "lookup-error" });
    const call = await claimed[kind]();
    expect(await dial(call)).toEqual({ result: "unknown" });
    expect(await lookedUp(call)).toEqual({ state: "no-word" });
    const end = await lookedUp(call, true);
    expect(end).toMatchObject({ state: "ended" });
    expect(await lookedUp(call, true)).toEqual(end);
    expect([requests(), rings()]).toEqual([1, 1]);
  });
});

describe("a place that is claimed and dialled in one go", () => {
  const claimAndDial = async (incident: number) => telephone.activities.claimAndDial(place(incident));
  const claim = { result: "claimed", call: expect.any(String) };
  const fails = (fault: Parameters<typeof telephone.exchange.faults.inject>[0]) =>
    telephone.exchange.faults.inject(fault, { number: phones.sato, times: 1 });
  let incident: number;
  beforeEach(async () => {
    telephone.exchange.phones.script(phones.sato, { kind: "no-answer" });
    incident = await telephone.incident();
    await slotIsFreeIn("0 seconds");
  });

  it("[RA2] is one call, however often it is asked for, even simultaneously", async () => {
    const first = await Promise.all([1, 2, 3].map(() => claimAndDial(incident)));
    expect(first).toContainEqual({ claim, dialled: { result: "accepted" } });
    expect(await claimAndDial(incident)).toEqual({ claim: first[0]!.claim, dialled: { result: "accepted" } });
    expect([requests(), new Set(first.map((one) => JSON.stringify(one.claim))).size]).toEqual([1, 1]);
  });

  it("[RA2] is dialled by the next attempt if the worker died before it was marked", async () => {
    const claimedBefore = await telephone.activities.claimCall(place(incident));
    expect(await claimAndDial(incident)).toEqual({ claim: claimedBefore, dialled: { result: "accepted" } });
    expect(requests()).toBe(1);
  });

  it("[RA2] is looked up, not dialled, if the worker died after it was marked", async () => {
    const order = { ...place(incident), customer: "acme", phone: phones.sato };
    const { permission } = await claimAndPermit(telephone.db, order, telephone.now(), { callsPerSecond: 50 });
    expect(permission).toMatchObject({ may: "dial" });
    expect(await claimAndDial(incident)).toEqual({ claim, dialled: { result: "unknown" } });
    expect(requests()).toBe(0);
  });

  it("[RA2] reports a request without an answer, and is not requested again", async () => {
    fails({ kind: "ring-then-silence" });
    expect(await claimAndDial(incident)).toEqual({ claim, dialled: { result: "unknown" } });
    expect(await claimAndDial(incident)).toEqual({ claim, dialled: { result: "unknown" } });
    expect(requests()).toBe(1);
  });

  it("[RA2] may be requested again if the provider was too busy", async () => {
    fails({ kind: "refuse", status: 429 });
    expect(await claimAndDial(incident)).toMatchObject({ claim, dialled: { result: "not-placed" } });
    await slotIsFreeIn("0 seconds");
    expect(await claimAndDial(incident)).toEqual({ claim, dialled: { result: "accepted" } });
    expect(requests()).toBe(2);
  });

  it("[RA2] is only claimed if no slot is free", async () => {
    await slotIsFreeIn("1 minute");
    expect(await claimAndDial(incident)).toEqual({ claim, dialled: { result: "no-slot" } });
    expect(await claimAndDial(incident)).toEqual({ claim, dialled: { result: "no-slot" } });
    expect(requests()).toBe(0);
  });

  it("[R5.2.2c] is skipped and not dialled within the skip interval", async () => {
    await claimAndDial(incident);
    const skipped = { claim: { result: "skipped" }, dialled: null };
    expect(await claimAndDial(await telephone.incident())).toMatchObject(skipped);
    expect(requests()).toBe(1);
  });

  it("[R5.2.2f] is neither claimed nor dialled once the incident is acknowledged", async () => {
    const acknowledged = await telephone.incident({ acknowledgedLevel: "high", acknowledgedBy: "鈴木" });
    const stopped = { claim: { result: "stopped", why: "acknowledged" }, dialled: null };
    expect(await claimAndDial(acknowledged)).toEqual(stopped);
    expect(requests()).toBe(0);
  });
});
