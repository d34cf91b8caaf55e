import { setHandler } from "@temporalio/workflow";
import { testAborted, testCallEnded } from "../contract/operationTest.ts";
import { testRecords } from "./activities.ts";
import type { TestRun } from "./testRun.ts";
import { show } from "./view.ts";

/** Handles every message to a test; nothing here may throw. */
export function listen(run: TestRun): void {
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
