import { type NativeConnection, Worker, type WorkerOptions } from "@temporalio/worker";
import type { Activities } from "../activities/contract.ts";
import { engineQueue, remoteQueue, telephonyQueue } from "../workflows/contract/queues.ts";
import { dataConverter } from "./dataConverter.ts";
import { countFailures, type FailureCounter } from "./failureCounter.ts";
import { safeFailures } from "./safeFailures.ts";
import { signsOfLife } from "./signsOfLife.ts";

export interface WorkersOptions {
  connection: NativeConnection;
  namespace: string;
  activities: Activities;
  /** Where the workflows are, or a bundle of them made before. */
  workflows: Pick<WorkerOptions, "workflowsPath" | "workflowBundle">;
  callsPerSecond: number;
  failures: FailureCounter;
  /** How many workflows stay in memory; with 0 every task replays its workflow from the beginning. */
  cachedWorkflows?: number;
  /** Tells the queues of several systems on one server apart; tests use it. */
  queueSuffix?: string;
}

/**
 * The engine's worker, and two more: placing calls has a queue of its own, paced to the provider's calls per second, so
 * that nothing else ever waits behind it, and so has what reaches targets, since it takes long.
 */
export async function createWorkers(options: WorkersOptions): Promise<Worker[]> {
  const { connection, namespace, activities, failures } = options;
  const common: Omit<WorkerOptions, "taskQueue"> = {
    connection,
    namespace,
    dataConverter,
    interceptors: {
      activity: [
        () => ({ inbound: safeFailures() }),
        () => ({ inbound: countFailures(failures) }),
        () => ({ inbound: signsOfLife() }),
      ],
    },
    shutdownGraceTime: "25s",
    shutdownForceTime: "30s",
  };
  const { dialCall, prepareRun, askStep, actStep, undoStep, ...quick } = activities;
  return await Promise.all([
    Worker.create({
      ...common,
      ...options.workflows,
      taskQueue: engineQueue,
      activities: { ...quick },
      maxCachedWorkflows: options.cachedWorkflows ?? 500,
      maxConcurrentWorkflowTaskExecutions: 40,
      maxConcurrentActivityTaskExecutions: 100,
      maxConcurrentLocalActivityExecutions: 40,
    }),
    Worker.create({
      ...common,
      taskQueue: telephonyQueue,
      activities: { dialCall },
      maxConcurrentActivityTaskExecutions: 50,
      maxTaskQueueActivitiesPerSecond: options.callsPerSecond,
    }),
    Worker.create({
      ...common,
      taskQueue: remoteQueue,
      activities: { prepareRun, askStep, actStep, undoStep },
      maxConcurrentActivityTaskExecutions: 200,
      // What is stopped is told to a step by its heartbeat's answer.
      maxHeartbeatThrottleInterval: "2s",
      defaultHeartbeatThrottleInterval: "2s",
    }),
  ]);
}
