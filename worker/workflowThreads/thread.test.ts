import { fileURLToPath } from "node:url";
import type { TestWorkflowEnvironment } from "@temporalio/testing";
import { bundleWorkflowCode, DefaultLogger, Worker } from "@temporalio/worker";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { keepQuiet } from "../../scenarios/harness/quiet.ts";
import { startTestServer } from "../../scenarios/harness/testServer.ts";
import { useOurWorkflowThreads } from "./install.ts";
import type * as workflows from "./testWorkflows.ts";

const taskQueue = "threads";

describe("a workflow thread", () => {
  let environment: TestWorkflowEnvironment;
  let code: string;
  beforeAll(async () => {
    keepQuiet();
    const workflowsPath = fileURLToPath(new URL("./testWorkflows.ts", import.meta.url));
    [environment, { code }] = await Promise.all([
      startTestServer(),
      bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger("ERROR") }),
    ]);
  });
  afterEach(() => useOurWorkflowThreads({ keepsStackTraces: false }));
  afterAll(() => environment?.teardown());

  const started = (name: keyof typeof workflows) =>
    environment.client.workflow.start(name, { taskQueue, workflowId: name, workflowTaskTimeout: "60s" });

  async function withWorker(work: () => Promise<void>): Promise<void> {
    const { nativeConnection: connection, namespace } = environment;
    const worker = await Worker.create({
      connection,
      ...(namespace !== undefined && { namespace }),
      taskQueue,
      workflowBundle: { code },
      // Not among the SDK's documented settings; five seconds otherwise.
      ...{ isolateExecutionTimeout: "500ms" },
    });
    await worker.runUntil(work);
  }

  it("[RA2] fails a task that never comes back, and works on for everybody else", async () => {
    await withWorker(async () => {
      const spinning = await started("spins");
      let cause: string | undefined;
      while (cause === undefined) {
        const { events } = await spinning.fetchHistory();
        cause =
          events?.map((event) => event.workflowTaskFailedEventAttributes?.failure?.message).find(Boolean) ??
          undefined;
        if (cause === undefined) await new Promise((resolve) => setTimeout(resolve, 100));
      }
      expect(cause).toBe("Script execution timed out after 500ms");
      const answering = await started("answers");
      expect(await answering.result()).toBe("answered");
      await spinning.terminate();
    });
  });

  it("tells the Temporal UI where a workflow waits, if asked to", async () => {
    useOurWorkflowThreads({ keepsStackTraces: true });
    await withWorker(async () => {
      const waiting = await started("waitsForEver");
      expect(await waiting.query("__stack_trace")).toMatch(/waitsForEver/);
      await waiting.terminate();
    });
  });

  it("says that it does not, if not", async () => {
    await withWorker(async () => {
      const waiting = await started("waitsForEver");
      const cause = expect.objectContaining({ message: expect.stringMatching(/not enabled on this worker/) });
      await expect(waiting.query("__stack_trace")).rejects.toMatchObject({ cause });
      await waiting.terminate();
    });
  });
});
