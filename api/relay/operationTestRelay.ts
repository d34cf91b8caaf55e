import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from "@temporalio/client";
import { TypedSearchAttributes } from "@temporalio/common";
import { configurationVersion } from "../../db/customers/customers.ts";
import { markTestFactsRelayed, waitingTestFacts } from "../../db/tests/operationTestFacts.ts";
import {
  abortsToRelay,
  markAbortRelayed,
  markTestStarted,
  testsToStart,
} from "../../db/tests/operationTestQueue.ts";
import { stepsOfTests, type TestStepRow } from "../../db/tests/operationTestSteps.ts";
import { closeOperationTest, type OperationTestRow } from "../../db/tests/operationTests.ts";
import { oneLine, shorten } from "../../domain/messages/oneLine.ts";
import {
  type OperationTestInput,
  operationTestWorkflow,
  testAborted,
  testCallEnded,
} from "../../workflows/contract/operationTest.ts";
import { engineQueue } from "../../workflows/contract/queues.ts";
import { searchAttributes } from "../../workflows/contract/searchAttributes.ts";
import { operationTestWorkflowId } from "../../workflows/ids.ts";
import type { RelayDeps } from "./alertRelay.ts";
import { eachForItself } from "./eachForItself.ts";

const inOneTurn = 50;
const requestTimeoutMilliseconds = 10_000;

/** How much of a customer's name the Temporal UI shows: Temporal takes 400 bytes of such a text. */
const longestName = 100;

/** Carries operation tests, their aborts and the ends of their calls from their rows to Temporal, until it has them. */
export async function relayOperationTests(deps: RelayDeps): Promise<void> {
  const { db, clock, logger } = deps;
  await eachForItself(logger, "an operation test", await testsToStart(db, inOneTurn), async (test) => {
    await start(deps, test);
    await markTestStarted(db, test.id, clock());
  });
  const aborts = await abortsToRelay(db, inOneTurn);
  await eachForItself(logger, "an operation test's abort", aborts, async (test) => {
    const by = test.abortedBy ?? "-";
    const heard = await tell(deps.client, test.id, (handle) => handle.signal(testAborted, { by }));
    // Somebody ended its workflow in the Temporal UI: nobody else is left to close the test.
    if (!heard) await closeOperationTest(db, test.id, clock());
    await markAbortRelayed(db, test.id, clock());
  });
  const facts = await waitingTestFacts(db, inOneTurn);
  await eachForItself(logger, "a fact of an operation test", facts, async (fact) => {
    await tell(deps.client, fact.test, (handle) => handle.signal(testCallEnded, { step: fact.step }));
    await markTestFactsRelayed(db, [fact.id], clock());
  });
}

/** Asked again for a test that has run already, it starts nothing. */
async function start({ db, client }: RelayDeps, test: OperationTestRow): Promise<void> {
  const { name } = await configurationVersion(db, test.version);
  const input = inputOf(test, name, await stepsOfTests(db, [test.id]));
  try {
    await client.withDeadline(Date.now() + requestTimeoutMilliseconds, () =>
      client.workflow.start(operationTestWorkflow, {
        workflowId: operationTestWorkflowId(test.id),
        taskQueue: engineQueue,
        workflowIdConflictPolicy: "USE_EXISTING",
        workflowIdReusePolicy: "REJECT_DUPLICATE",
        args: [input],
        staticSummary: `運用試験 #${test.id} ${shorten(oneLine(name), longestName)}`,
        priority: { priorityKey: 5, fairnessKey: test.customer.slice(0, 64) },
        typedSearchAttributes: new TypedSearchAttributes([
          { key: searchAttributes.customer, value: test.customer },
        ]),
      }),
    );
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

function inputOf(
  test: OperationTestRow,
  customerName: string,
  rows: readonly TestStepRow[],
): OperationTestInput {
  const of = (channel: TestStepRow["channel"]) =>
    rows
      .filter((row) => row.channel === channel && row.outcome !== "skipped" && row.try === 1)
      .map(({ id: step, recipient }) => ({ step, recipient }));
  const { id, customer, ringSeconds } = test;
  return {
    test: id,
    customer,
    customerName,
    mails: of("mail"),
    chats: of("chat"),
    calls: of("call"),
    ringSeconds,
  };
}

type Handle = ReturnType<Client["workflow"]["getHandle"]>;

/** false: the test's workflow has ended and needs to hear nothing any more. */
async function tell(client: Client, test: number, say: (handle: Handle) => Promise<void>): Promise<boolean> {
  const handle = client.workflow.getHandle(operationTestWorkflowId(test));
  try {
    await client.withDeadline(Date.now() + requestTimeoutMilliseconds, () => say(handle));
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
