import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from "@temporalio/client";
import { configurationVersion } from "../../db/customers/customers.ts";
import { stepsOfTests, type TestStepRow } from "../../db/tests/operationTestSteps.ts";
import { closeOperationTest, readOperationTest } from "../../db/tests/operationTests.ts";
import {
  type OperationTestInput,
  operationTestWorkflow,
  testAborted,
  testCallEnded,
} from "../../workflows/contract/operationTest.ts";
import { operationTestWorkflowId } from "../../workflows/ids.ts";
import type { RelayDeps } from "./alertRelay.ts";
import type { Tell } from "./outboxRelay.ts";
import { briefly, soon, startOptions } from "./reach.ts";

/**
 * Starts a test, and tells it of its abort and of its calls' ends. If its workflow is gone, the test is
 * closed.
 */
export function toOperationTest({ db, client, clock }: RelayDeps): Tell<"operation-test"> {
  async function begin(id: number): Promise<void> {
    const test = await readOperationTest(db, id);
    if (test === null || test.endedAt !== null) return;
    const { customer, version, ringSeconds } = test;
    const { name: customerName } = await configurationVersion(db, version);
    const steps = stepsByChannel(await stepsOfTests(db, [id]));
    const options = startOptions<OperationTestInput>({
      workflowId: operationTestWorkflowId(id),
      customer,
      level: "low",
      input: { test: id, customer, customerName, ...steps, ringSeconds },
      summary: `運用試験 #${id} ${briefly(customerName)}`,
    });
    try {
      // A test that has run is never run again.
      const once = { ...options, workflowIdReusePolicy: "REJECT_DUPLICATE" } as const;
      await soon(client, () => client.workflow.start(operationTestWorkflow, once));
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  }

  return async ({ row: id, word }) => {
    const handle = client.workflow.getHandle(operationTestWorkflowId(id));
    try {
      if (word.is === "begun") await begin(id);
      else if (word.is === "aborted") await soon(client, () => handle.signal(testAborted, { by: word.by }));
      else await soon(client, () => handle.signal(testCallEnded, { step: word.step }));
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
      // Someone ended it in the Temporal UI, so we must close the test. A closed one stays unchanged.
      await closeOperationTest(db, id, clock());
    }
    return "told";
  };
}

function stepsByChannel(rows: readonly TestStepRow[]): Pick<OperationTestInput, "mails" | "chats" | "calls"> {
  const of = (channel: TestStepRow["channel"]) =>
    rows
      .filter((row) => row.channel === channel && row.outcome !== "skipped" && row.try === 1)
      .map(({ id: step, recipient }) => ({ step, recipient }));
  return { mails: of("mail"), chats: of("chat"), calls: of("call") };
}
