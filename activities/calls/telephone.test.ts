import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { phones, startTestTelephone, type TestTelephone } from "../../api/calls/testTelephone.ts";
import { stepsOfTests } from "../../db/tests/operationTestSteps.ts";
import { beginOperationTest } from "../../db/tests/operationTests.ts";
import type { CallKind, DialOrder } from "./contract.ts";

let telephone: TestTelephone;
beforeEach(async () => {
  telephone = await startTestTelephone();
});
afterEach(() => telephone.stop());

/** A call of each kind, claimed but not dialled. */
const claimed: Record<CallKind, () => Promise<string>> = {
  async auto() {
    const incident = await telephone.incident();
    const place = { occurrence: 1, step: "1/alert/r", round: 1, position: 1, try: 1, contact: "sato" };
    const claim = await telephone.activities.claimCall({
      incident,
      ...place,
      skipMinutes: 60,
      ringSeconds: 30,
    });
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
    telephone.activities.dialCall({ kind, call, stopped: null, lastTry: false, ...order });
  const lookedUp = (call: string, last = false) => telephone.activities.lookUpCall({ kind, call, last });
  const fails = (fault: Parameters<typeof telephone.exchange.faults.inject>[0], times?: number) =>
    telephone.exchange.faults.inject(fault, times === undefined ? { number } : { number, times });
  const rings = () => telephone.exchange.rings(number).length;
  const requests = () => telephone.exchange.attempts.all().length;
  beforeEach(() => telephone.exchange.phones.script(number, { kind: "no-answer" }));

  it("[RA2] is requested once, however often it is dialled, even simultaneously", async () => {
    const call = await claimed[kind]();
    const first = await Promise.all([dial(call), dial(call), dial(call)]);
    expect(first).toContainEqual({ result: "accepted" });
    expect(await dial(call)).toEqual({ result: "accepted" });
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
