import { condition } from "@temporalio/workflow";
import { type Attempt, type AttemptResult, decideNextCalls } from "../../domain/calls/list.ts";
import { messageCallTiming } from "../../domain/calls/timing.ts";
import type { CallPlan } from "../../domain/customers/configuration.ts";
import { telephone } from "../activities.ts";
import { resultOf, ringAndFollow } from "../calls/follow.ts";
import type { OperationTestInput } from "../contract/operationTest.ts";
import { testRecords } from "./activities.ts";
import { priorityOf, type TestAttempt, type TestRun } from "./testRun.ts";
import { calledLine, show } from "./view.ts";

/**
 * Rings everybody on the list once, one after another, by the rules of an automatic call. A 1 proves one
 * number and does not stop the list; only an abort does.
 */
export async function callEverybody(run: TestRun): Promise<void> {
  const attempts: TestAttempt[] = [];
  const plan = planOf(run.input);
  for (;;) {
    const aborted = run.abortedBy !== null;
    // Counted before anything is awaited: a call that ends meanwhile must count as news.
    const before = settled(attempts);
    const decision = decideNextCalls(plan, { attempts, stopped: aborted ? "closed" : null });
    if (decision.next === "finish") return;
    if (decision.next === "ring") {
      for (const place of decision.calls) attempts.push(startRinging(run, attempts, place));
    } else if (aborted) {
      await Promise.all(attempts.map((attempt) => endRinging(run, attempt)));
    }
    await condition(() => (run.abortedBy !== null) !== aborted || settled(attempts) !== before);
  }
}

const planOf = ({ calls, ringSeconds }: OperationTestInput): CallPlan => ({
  mode: "sequential",
  list: calls.map(({ recipient }) => recipient),
  skipMinutes: 0,
  retries: 0,
  ringSeconds,
});

const settled = (attempts: readonly TestAttempt[]): number =>
  attempts.filter((attempt) => attempt.result !== null).length;

function startRinging(
  run: TestRun,
  before: readonly TestAttempt[],
  place: Pick<Attempt, "round" | "position" | "try" | "contact">,
): TestAttempt {
  const earlier = before.find((one) => one.position === place.position && one.try === place.try - 1);
  const attempt: TestAttempt = { ...place, won: false, endRequested: false, result: null, step: null };
  const what = `電話: ${place.contact}（${place.position}番）`;
  run.ringing.add(what);
  show(run);
  ringForTest(run, attempt, earlier?.step ?? null)
    .catch(() => "failed" as const)
    .then((result) => {
      run.ringing.delete(what);
      if (result !== "absent" && result !== "withdrawn") run.called.push(calledLine(place.contact, result));
      attempt.result = result;
      show(run);
    });
  return attempt;
}

/** Ends a call that is only ringing, once. A conversation is not cut. */
async function endRinging(run: TestRun, attempt: TestAttempt): Promise<void> {
  if (attempt.result !== null || attempt.endRequested || attempt.step === null) return;
  attempt.endRequested = true;
  const options = { summary: `${attempt.contact} への呼び出しを終了`, priority: priorityOf(run) };
  const order = { kind: "test", call: attempt.step, how: "if-ringing" } as const;
  await telephone.endCall.executeWithOptions(options, [order]);
}

/** Rings one number of a test. A second try gets its own row, because the provider never had the first. */
async function ringForTest(
  run: TestRun,
  attempt: TestAttempt,
  firstTry: string | null,
): Promise<AttemptResult> {
  const call = await rowOf(run, attempt, firstTry);
  attempt.step = call;
  const over = await ringAndFollow({
    kind: "test",
    call,
    timing: messageCallTiming(run.input.ringSeconds),
    priority: () => priorityOf(run),
    endedCalls: run.endedCalls,
    summary: `${attempt.contact} へテストの架電（${attempt.position}番）`,
    whyStopped: () => (run.abortedBy === null ? null : "closed"),
  });
  return resultOf(over);
}

async function rowOf(run: TestRun, attempt: TestAttempt, firstTry: string | null): Promise<string> {
  if (firstTry === null) return run.input.calls[attempt.position - 1]!.step;
  const options = { summary: `${attempt.contact} へもう一度架電する記録` };
  const again = await testRecords.claimTestCallAgain.executeWithOptions(options, [{ step: firstTry }]);
  return again.step;
}
