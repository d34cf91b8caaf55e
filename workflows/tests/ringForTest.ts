import type { AttemptResult } from "../../domain/calls/list.ts";
import { dialUntilTaken, type RequestedCall, settleUnknown, untilEnded } from "../calls/follow.ts";
import { testPlacing, testRecords, testTelephone } from "./activities.ts";
import { priorityOf, type TestAttempt, type TestRun } from "./testRun.ts";

/** Rings one number of a test: its row stands already, or is made where the provider never had the first try. */
export async function ringForTest(
  run: TestRun,
  attempt: TestAttempt,
  firstTry: string | null,
): Promise<AttemptResult> {
  const step = await rowOf(run, attempt, firstTry);
  attempt.step = step;
  const options = {
    summary: `${attempt.contact} へテストの架電（${attempt.position}番）`,
    priority: priorityOf(run),
  };
  const dialled = await dialUntilTaken(
    (lastTry) => testPlacing.dialTestCall.executeWithOptions(options, [{ step, lastTry }]),
    () => run.abortedBy !== null,
  );
  switch (dialled.result) {
    case "accepted":
      return await untilEnded(requested(run, step));
    case "unknown":
      return await settleUnknown(requested(run, step));
    case "refused":
      return "failed";
    case "stopped":
      return "withdrawn";
  }
}

async function rowOf(run: TestRun, attempt: TestAttempt, firstTry: string | null): Promise<string> {
  if (firstTry === null) return run.input.calls[attempt.position - 1]!.step;
  const options = { summary: `${attempt.contact} へもう一度架電する記録` };
  const again = await testRecords.claimTestCallAgain.executeWithOptions(options, [{ step: firstTry }]);
  return again.step;
}

const requested = (run: TestRun, step: string): RequestedCall => ({
  ringSeconds: run.input.ringSeconds,
  isSaidToHaveEnded: () => run.endedCalls.has(step),
  forgetWhatWasSaid: () => run.endedCalls.delete(step),
  recordEnd: () =>
    testRecords.recordTestCallEnd.executeWithOptions({ summary: "通話の結果を記録" }, [{ step }]),
  lookUp: (last) =>
    testTelephone.lookUpTestCall.executeWithOptions(
      { summary: "通話の状況を電話会社に確認", priority: priorityOf(run) },
      [{ step, last }],
    ),
});
