import { setHandler } from "@temporalio/workflow";
import { type OperationTestInput, testAborted, testCallEnded } from "../contract/operationTest.ts";
import { followRow } from "../kit/followRow.ts";
import { testRecords } from "./activities.ts";
import { dutiesOf, howTo } from "./duties.ts";
import { beginTestRun, type TestRun } from "./testRun.ts";
import { show } from "./view.ts";

/**
 * One operation test (R2.7.3): mail, chat and telephone over the real lists at once. Every message is marked
 * テスト, and each number rings once so that every one is proved. It is a workflow so that a crash neither cuts
 * a test short nor rings anybody twice. Its row is never read again: everything to do was known at the start.
 */
export async function operationTest(input: OperationTestInput): Promise<{ state: string }> {
  const run = beginTestRun(input);
  listen(run);
  await followRow(run, {
    read: async () => ({ view: input, done: [] }),
    dutiesOf,
    howTo: (duty) => howTo(run, duty),
    show: () => show(run),
  });
  return { state: run.ended ?? "finished" };
}

/** Handles every message to a test; nothing here may throw. */
function listen(run: TestRun): void {
  setHandler(
    testCallEnded,
    (ended) => {
      // It may have been typed in the Temporal UI; ignore it if it names no step.
      if (typeof ended?.step === "string") run.endedCalls.add(ended.step);
    },
    { description: "テストの通話が終わったという電話会社の知らせ。Tobanの中継が送ります" },
  );
  setHandler(
    testAborted,
    async (said) => {
      if (run.abortedBy !== null) return;
      run.abortedBy = nameOf(said);
      show(run);
      await testRecords.recordTestAbort.executeWithOptions({ summary: "中止を記録" }, [
        { test: run.input.test, by: run.abortedBy, at: Date.now() },
      ]);
    },
    {
      description:
        'テストを中止します。これ以上は架電しません。{ "by": "名前" }（この画面からは本人確認されません）',
    },
  );
}

/** People may type anything in the Temporal UI. */
function nameOf(said: { by?: unknown } | null | undefined): string {
  const by = said?.by;
  return typeof by === "string" && by.trim() !== "" ? by.trim() : "不明";
}
