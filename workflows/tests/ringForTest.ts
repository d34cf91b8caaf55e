import type { AttemptResult } from "../../domain/calls/list.ts";
import { messageCallTiming } from "../../domain/calls/timing.ts";
import { resultOf, ringAndFollow } from "../calls/follow.ts";
import { testRecords } from "./activities.ts";
import { priorityOf, type TestAttempt, type TestRun } from "./testRun.ts";

/** Rings one number of a test. A second try gets its own row, because the provider never had the first. */
export async function ringForTest(
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
