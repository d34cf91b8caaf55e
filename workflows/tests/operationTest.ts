import type { OperationTestInput } from "../contract/operationTest.ts";
import { followRow } from "../kit/followRow.ts";
import { dutiesOf, howTo } from "./duties.ts";
import { listen } from "./messages.ts";
import { beginTestRun } from "./testRun.ts";
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
