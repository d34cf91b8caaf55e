import { Script } from "node:vm";
import { workerData } from "node:worker_threads";
import { BaseVMWorkflow, globalHandlers } from "@temporalio/worker/lib/workflow/vm-shared.js";
import type { WorkflowThreadSettings } from "./install.ts";

/**
 * A workflow thread of the SDK, less what took two thirds of its time:
 *
 * - The SDK enters the sandbox some five times a task, each time with a time limit, for which V8 starts a thread.
 *   Here one limit holds for the whole task. As before, a workflow that never returns fails its own task alone.
 * - The SDK keeps a stack trace of every promise, to answer the Temporal UI's "Call Stack". Here it does so only
 *   if asked for by `WORKFLOW_STACK_TRACES`.
 */
const { keepsStackTraces } = workerData as WorkflowThreadSettings;
if (!keepsStackTraces) Object.assign(globalHandlers, { setPromiseHook: () => undefined });

/** The SDK's `isolateExecutionTimeout`, in milliseconds, as it gives it with each entry. */
let limit: number | undefined;
let isLimited = false;
let task: (() => unknown) | null = null;
const runTask = Symbol.for("toban.runTask");
Object.assign(globalThis, { [runTask]: () => task?.() });
const entry = new Script(`globalThis[Symbol.for("toban.runTask")]()`);

/** Throws `ERR_SCRIPT_EXECUTION_TIMEOUT` as the SDK's own entries do. */
function withinLimit<Result>(work: () => Result): Result {
  task = work;
  isLimited = true;
  try {
    return entry.runInThisContext({ ...(limit !== undefined && { timeout: limit }), displayErrors: true });
  } finally {
    task = null;
    isLimited = false;
  }
}

const { runInContext } = Script.prototype;
Script.prototype.runInContext = function run(context, options) {
  if (typeof options !== "object" || options.timeout === undefined)
    return runInContext.call(this, context, options);
  limit = options.timeout;
  const { timeout: _, ...unlimited } = options;
  return runInContext.call(this, context, isLimited ? unlimited : options);
};

const { activate } = BaseVMWorkflow.prototype;
type Activated = ReturnType<typeof activate>;
/** All of it but the end, which does not enter the sandbox, runs before the first `await`. */
BaseVMWorkflow.prototype.activate = function limited(activation): Activated {
  try {
    return withinLimit(() => activate.call(this, activation));
  } catch (error) {
    const failure = this.activator.errorToFailure(error);
    return Promise.resolve({ runId: this.runId, failed: { failure } }) as Activated;
  }
};

await import("@temporalio/worker/lib/workflow/workflow-worker-thread.js");
