import { allHandlersFinished, condition } from "@temporalio/workflow";
import type { OperationTestInput, TestStep } from "../contract/operationTest.ts";
import { testRecords, testTelling } from "./activities.ts";
import { callEverybody } from "./callEverybody.ts";
import { listen } from "./messages.ts";
import { beginTestRun, priorityOf, type TestRun } from "./testRun.ts";
import { show } from "./view.ts";

/**
 * One operation test (R2.7.3): mail, chat and telephone over the real lists at once, every message marked テスト, and each
 * number rung once so that every one is proved. It is a workflow so that a crash neither ends a test half-way nor
 * rings anybody a second time.
 */
export async function operationTest(input: OperationTestInput): Promise<{ state: string }> {
  const run = beginTestRun(input);
  listen(run);
  show(run);
  // A fault of ours in one of them ends none of the others; what it leaves open is closed as failed.
  await Promise.allSettled([
    ...input.mails.map((mail) => tell(run, `メール: ${mail.recipient}`, mail)),
    ...input.chats.map((chat) => tell(run, `チャット: ${chat.recipient}`, chat)),
    callEverybody(run),
  ]);
  const fact = { test: input.test, at: Date.now() };
  const { state } = await testRecords.closeTest.executeWithOptions({ summary: "試験の終了を記録" }, [fact]);
  run.underWay.clear();
  show(run, state);
  await condition(allHandlersFinished);
  return { state };
}

async function tell(run: TestRun, what: string, { step }: TestStep): Promise<void> {
  run.underWay.add(what);
  const options = { summary: what, priority: priorityOf(run) };
  await testTelling.tellTestRecipient.executeWithOptions(options, [{ step }]);
  run.underWay.delete(what);
  show(run);
}
