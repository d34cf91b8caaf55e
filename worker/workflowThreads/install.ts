import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import workerThreads, { type WorkerOptions } from "node:worker_threads";

export interface WorkflowThreadSettings {
  /** For the Temporal UI's "Call Stack"; costs a third of the thread's time. */
  keepsStackTraces: boolean;
}

const settings: WorkflowThreadSettings = { keepsStackTraces: false };
const sdksThread = createRequire(import.meta.url).resolve(
  "@temporalio/worker/lib/workflow/workflow-worker-thread.js",
);
const ourThread = fileURLToPath(new URL("./thread.ts", import.meta.url));
const { Worker } = workerThreads;

class WorkflowThread extends Worker {
  constructor(file: string | URL, options: WorkerOptions = {}) {
    if (file === sdksThread) super(ourThread, { ...options, workerData: settings });
    else super(file, options);
  }
}

/** From now on the SDK's workflow threads start by thread.ts; the SDK has no setting for it. */
export function useOurWorkflowThreads(chosen: Partial<WorkflowThreadSettings> = {}): void {
  Object.assign(settings, chosen);
  if (workerThreads.Worker === Worker) Object.assign(workerThreads, { Worker: WorkflowThread });
}
