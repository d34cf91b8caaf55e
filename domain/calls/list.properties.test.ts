import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CallPlan } from "../customers/configuration.ts";
import { type AttemptResult, decideNextCalls, type ListResult, type StopReason } from "./list.ts";
import { nameOf, planOf } from "./testList.ts";

const plans = fc
  .record({
    mode: fc.constantFrom("sequential" as const, "simultaneous" as const),
    people: fc.integer({ min: 1, max: 10 }),
    retries: fc.integer({ min: 0, max: 10 }),
  })
  .map(({ mode, people, retries }) =>
    planOf({ mode, retries, list: Array.from({ length: people }, (_, index) => `person ${index + 1}`) }),
  );

/** What happens next: to one of the calls under way (`which`, counted round), or to the incident. */
type Happening =
  | { what: "ends"; which: number; result: AttemptResult }
  | { what: "presses 1"; which: number }
  | { what: "presses 1 late"; which: number }
  | { what: "stops"; why: StopReason };

const which = fc.nat({ max: 50 });
const unanswered: AttemptResult[] = ["missed", "busy", "failed", "ignored", "skipped", "absent"];
const ends = fc.record({ what: fc.constant("ends" as const), which, result: fc.constantFrom(...unanswered) });
const answers = fc.record({ what: fc.constantFrom("presses 1" as const, "presses 1 late" as const), which });
const stops = fc.record({
  what: fc.constant("stops" as const),
  why: fc.constantFrom<StopReason>("acknowledged", "recovered", "silenced", "closed"),
});
const worlds = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: ends },
    { weight: 1, arbitrary: answers },
    { weight: 1, arbitrary: stops },
  ),
  { maxLength: 200 },
);
const worldsWithoutStop = fc.array(ends, { maxLength: 200 });

interface Ring {
  round: number;
  position: number;
  try: number;
  contact: string;
  won: boolean;
  endRequested: boolean;
  result: AttemptResult | null;
}

interface Played {
  rings: Ring[];
  result: ListResult;
  stopped: StopReason | null;
}

/** Plays a list to its end and fails on the first thing that no list may do. */
function play(plan: CallPlan, world: readonly Happening[]): Played {
  const rings: Ring[] = [];
  let stopped: StopReason | null = null;
  const happenings = [...world];
  for (let turn = 0; turn < 5_000; turn++) {
    const decision = decideNextCalls(plan, { attempts: rings, stopped });
    const underWay = () => rings.filter((ring) => ring.result === null);
    if (decision.next === "finish") {
      expect(underWay()).toEqual([]);
      return { rings, result: decision.result, stopped };
    }
    if (decision.next === "ring") {
      expect(stopped).toBeNull();
      for (const call of decision.calls) {
        expect(rings.map(nameOf)).not.toContain(nameOf(call));
        rings.push({ ...call, won: false, endRequested: false, result: null });
      }
    } else {
      expect(underWay()).not.toEqual([]);
      for (const ended of decision.end?.calls ?? []) {
        const ring = rings.find((one) => nameOf(one) === nameOf(ended)) as Ring;
        expect(ring).toMatchObject({ won: false, endRequested: false, result: null });
        ring.endRequested = true;
      }
    }
    if (plan.mode === "sequential") expect(underWay().length).toBeLessThanOrEqual(1);
    stopped = happen(happenings.shift() ?? { what: "ends", which: 0, result: "missed" }, rings, stopped);
  }
  throw new Error("the list never ended");
}

function happen(happening: Happening, rings: Ring[], stopped: StopReason | null): StopReason | null {
  if (happening.what === "stops") return stopped ?? happening.why;
  const among = rings.filter((ring) => (ring.result !== null) === (happening.what === "presses 1 late"));
  const ring = among[happening.which % Math.max(1, among.length)];
  if (ring === undefined) return stopped;
  if (happening.what === "ends") {
    ring.result = ring.won ? "acknowledged" : ring.endRequested ? "aborted" : happening.result;
    return stopped;
  }
  // The ledger lets one press win. The workflow may learn of it only after the call has ended.
  if (stopped !== null || ["skipped", "absent"].includes(ring.result ?? "")) return stopped;
  ring.won = true;
  return "key";
}

const rang = (ring: Ring): boolean => ring.result !== "absent";

describe("any list, whatever happens", () => {
  it("[R5.2.2b] ends, rings nothing after it was stopped, never ends the winner's call", () => {
    fc.assert(
      fc.property(plans, worlds, (plan, world) => {
        const { result, stopped } = play(plan, world);
        const results: Record<StopReason, ListResult> = {
          key: "acknowledged",
          acknowledged: "stopped",
          recovered: "stopped",
          silenced: "stopped",
          closed: "stopped",
        };
        if (stopped === null) expect(["nobody", "all-skipped"]).toContain(result);
        else expect(result).toBe(results[stopped]);
      }),
      { numRuns: 500 },
    );
  });

  it("[RA2] rings one place of one round once, unless the provider never had the call", () => {
    fc.assert(
      fc.property(plans, worlds, (plan, world) => {
        const byPlace = Map.groupBy(play(plan, world).rings, (ring) => `${ring.round}/${ring.position}`);
        for (const rings of byPlace.values()) {
          expect(rings.filter(rang).length).toBeLessThanOrEqual(1);
          expect(rings.length).toBeLessThanOrEqual(2);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("[R5.2.2d] makes no more rounds than ordered, in the list's order", () => {
    fc.assert(
      fc.property(plans, worlds, (plan, world) => {
        const { rings } = play(plan, world);
        const order = rings.map((ring) => ring.round * 1_000 + ring.position * 10 + ring.try);
        if (plan.mode === "sequential") expect(order).toEqual(order.toSorted((one, other) => one - other));
        for (const ring of rings) {
          expect(ring.round).toBeLessThanOrEqual(plan.retries + 1);
          expect(ring.contact).toBe(plan.list[ring.position - 1]);
        }
      }),
    );
  });
});

describe("a list that nothing stops", () => {
  it("[R5.2.2e] has called or skipped everyone in every round before it says 'nobody'", () => {
    fc.assert(
      fc.property(plans, worldsWithoutStop, (plan, world) => {
        const { rings, result } = play(plan, world);
        const rounds = Map.groupBy(rings, (ring) => ring.round);
        for (const inRound of rounds.values())
          expect(new Set(inRound.map((ring) => ring.contact))).toEqual(new Set(plan.list));
        const lastRound = [...rounds.values()].at(-1) as Ring[];
        const allSkipped = lastRound.every((ring) => ring.result === "skipped");
        if (!allSkipped) expect(rounds.size).toBe(plan.retries + 1);
        if (result === "all-skipped") expect(rings.every((ring) => ring.result === "skipped")).toBe(true);
      }),
    );
  });

  it("[R5.2.2c] makes no retry if all were skipped", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const world = plan.list.map(() => ({ what: "ends" as const, which: 0, result: "skipped" as const }));
        const { rings, result } = play(plan, world);
        expect(result).toBe("all-skipped");
        expect(rings).toHaveLength(plan.list.length);
      }),
    );
  });

  it("[R5.2.2d] rings everyone once a round if nobody answers", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { rings, result } = play(plan, []);
        expect(result).toBe("nobody");
        expect(rings).toHaveLength(plan.list.length * (plan.retries + 1));
      }),
    );
  });
});
