import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Ended, type Hands, RunStopped, runTree, type StopReason } from "./runTree.ts";
import { testAct, testCheck, testTree } from "./testTree.ts";
import { anySteps } from "./testTrees.ts";
import type { Runbook, Step } from "./tree.ts";
import { everyStep } from "./walk.ts";
import { worstCaseSeconds } from "./worstCase.ts";

/** What happens at one step: how much of its time it takes, and how it ends. */
interface Event {
  fraction: number;
  goesWell: boolean;
  stop: StopReason | null;
}

const well: Event = { fraction: 0.5, goesWell: true, stop: null };

/** Hands with a clock of their own that record what they did. */
function handsOf(events: Iterator<Event>) {
  const did: string[] = [];
  let seconds = 0;
  let stop: StopReason | null = null;
  const next = (): Event => events.next().value ?? well;
  /** A stop either waits for the border or interrupts the step under way. */
  const spend = (withinSeconds: number): boolean => {
    const event = next();
    seconds += event.fraction * withinSeconds;
    stop ??= event.stop;
    if (event.stop !== null && !event.goesWell) throw new RunStopped(event.stop);
    return event.goesWell;
  };
  const end = (withinSeconds: number): Ended =>
    spend(withinSeconds) ? { ok: true, seen: "" } : { ok: false, why: "だめでした" };
  const hands: Hands = {
    async ask({ withinSeconds }, path) {
      did.push(`ask ${path}`);
      return { holds: spend(withinSeconds), seen: "見ました" };
    },
    async act({ withinSeconds }, path) {
      did.push(`act ${path}`);
      return end(withinSeconds);
    },
    async undo({ withinSeconds }, path) {
      did.push(`undo ${path}`);
      const event = next();
      seconds += event.fraction * withinSeconds;
      return event.goesWell ? { ok: true, seen: "" } : { ok: false, why: "戻せませんでした" };
    },
    async decide({ withinSeconds }) {
      return spend(withinSeconds) ? "yes" : null;
    },
    byHand: async ({ withinSeconds }) => end(withinSeconds),
    async pause(length) {
      seconds += length;
    },
    recovery: async (waitSeconds) => spend(waitSeconds),
    seconds: () => seconds,
    stopped: () => stop,
  };
  return { hands, did, seconds: () => seconds };
}

async function run(steps: Step[], events: Event[] = []) {
  const { hands, did } = handsOf(events[Symbol.iterator]());
  return { result: await runTree(testTree(steps), hands), did };
}

const undoable = (runbook: Runbook): Set<string> =>
  new Set(
    everyStep(runbook.steps).flatMap(({ path, step }) =>
      step.step === "act" && step.undo !== null && "action" in step.undo ? [path] : [],
    ),
  );

const bad: Event = { ...well, goesWell: false };

describe("a run of a runbook", () => {
  it("[R5.6] goes step by step, checks for itself, and waits for the alert's recovery", async () => {
    const { result, did } = await run([testCheck(), testAct()]);
    expect(result).toMatchObject({ state: "recovered", at: null, undone: [] });
    expect(did).toEqual(["ask steps[0]", "act steps[1]", "ask verify"]);
  });

  it("[R5.6] takes back what it did if a later step fails, the last first, and says where and why", async () => {
    const { result, did } = await run(
      [testAct(), testAct(), testCheck({ title: "応答" })],
      [well, well, bad],
    );
    expect(result).toMatchObject({
      state: "failed",
      at: { path: "steps[2]", title: "応答" },
      why: "見ました",
    });
    expect(did.slice(-2)).toEqual(["undo steps[1]", "undo steps[0]"]);
  });

  it("[R5.6] takes back an act that failed itself: it may be half done", async () => {
    const { did } = await run([testAct()], [bad]);
    expect(did).toEqual(["act steps[0]", "undo steps[0]"]);
  });

  it("[R5.6] takes back what it did if its check says yes but the alert does not recover", async () => {
    const { result, did } = await run([testAct()], [well, well, bad]);
    expect([result.state, did.at(-1)]).toEqual(["failed", "undo steps[0]"]);
  });

  it("[R5.6] tries the other undos if one fails, and says which failed", async () => {
    const { result } = await run([testAct(), testAct()], [well, bad, bad, well]);
    expect(result.undone.map(({ path, failed }) => [path, failed])).toEqual([
      ["steps[1]", "戻せませんでした"],
      ["steps[0]", null],
    ]);
  });

  it("[R5.6] takes no branch if the question could not be asked", async () => {
    const branch: Step = {
      ...testCheck({ title: "動いている" }),
      step: "when",
      yes: [testAct()],
      no: [testAct()],
    };
    const { hands, did } = handsOf([][Symbol.iterator]());
    const deaf: Hands = { ...hands, ask: async () => ({ holds: false, asked: false, seen: "応答なし" }) };
    const result = await runTree(testTree([branch]), deaf);
    expect(result).toMatchObject({ state: "failed", at: { title: "動いている" }, why: "応答なし" });
    expect(did).toEqual([]);
  });

  it("[R5.6] takes nothing back if the alert has recovered by the time its own check says yes", async () => {
    const { result, did } = await run([testAct()], [well, { ...well, stop: "recovered" }]);
    expect(result).toMatchObject({ state: "recovered", undone: [] });
    expect(did).toEqual(["act steps[0]", "ask verify"]);
  });

  it.each<[StopReason, string]>([
    ["abort", "aborted"],
    ["recovered", "recovered"],
    ["limit", "timed-out"],
  ])("[R5.6] stops at the next border by %s, with its undos", async (stop, state) => {
    const { result, did } = await run([testAct(), testAct()], [{ ...well, stop }]);
    expect(result.state).toBe(state);
    expect(did).toEqual(["act steps[0]", "undo steps[0]"]);
  });

  it("says what stays, and why", async () => {
    const { result } = await run([testAct({ title: "再起動", undo: { never: "戻せないため" } })], [bad]);
    expect(result.stays).toEqual([{ path: "steps[0]", title: "再起動", never: "戻せないため" }]);
  });

  it("goes on with the default answer if nobody has decided", async () => {
    const ask: Step = {
      step: "ask",
      title: "判断",
      criterion: "よければ「はい」です。",
      withinSeconds: 60,
      unanswered: "no",
      yes: [testAct()],
      no: [testCheck()],
    };
    expect((await run([ask], [bad])).did).toEqual(["ask steps[0].no[0]", "ask verify"]);
    expect((await run([ask])).did).toEqual(["act steps[0].yes[0]", "ask verify"]);
  });
});

describe("any run of any runbook", () => {
  const events = fc.infiniteStream(
    fc.record({
      fraction: fc.double({ min: 0, max: 1, noNaN: true }),
      goesWell: fc.boolean(),
      stop: fc.option(fc.constantFrom<StopReason>("abort", "recovered", "limit"), { freq: 12 }),
    }),
  );

  it("[R5.6] takes back exactly the acts that were begun, each once, the last first, unless all went well", async () => {
    await fc.assert(
      fc.asyncProperty(anySteps, events, async (steps, happens) => {
        const runbook = testTree(steps);
        const { hands, did } = handsOf(happens[Symbol.iterator]());
        const result = await runTree(runbook, hands);
        const paths = (what: string) =>
          did.filter((one) => one.startsWith(what)).map((one) => one.slice(what.length));
        const begun = paths("act ").filter((path) => undoable(runbook).has(path));
        const undone = paths("undo ");
        const allWell = result.state === "recovered" && undone.length === 0;
        expect(undone).toEqual(allWell ? [] : begun.toReversed());
        // After the first undo, nothing else is done.
        const first = did.findIndex((one) => one.startsWith("undo "));
        expect(first < 0 || did.slice(first).every((one) => one.startsWith("undo "))).toBe(true);
        expect(result.undone.map(({ path }) => path)).toEqual(undone);
      }),
    );
  });

  it("[R2.6] [R5.6] never takes longer than its worst case, its undos included", async () => {
    await fc.assert(
      fc.asyncProperty(anySteps, events, async (steps, happens) => {
        const runbook = testTree(steps);
        const { hands, seconds } = handsOf(happens[Symbol.iterator]());
        await runTree(runbook, hands);
        expect(seconds()).toBeLessThanOrEqual(worstCaseSeconds(runbook));
      }),
    );
  });
});
