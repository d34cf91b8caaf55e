import { availableParallelism } from "node:os";
import { type NativeConnection, Worker, type WorkerOptions } from "@temporalio/worker";
import type { Activities } from "../activities/contract.ts";
import { engineQueue, remoteQueue, telephonyQueue } from "../workflows/contract/queues.ts";
import { dataConverter } from "./dataConverter.ts";
import { countFailures, type FailureCounter } from "./failureCounter.ts";
import { orderActivities } from "./orders.ts";
import { safeFailures } from "./safeFailures.ts";
import { signsOfLife } from "./signsOfLife.ts";
import { useOurWorkflowThreads } from "./workflowThreads/install.ts";

export interface WorkersOptions {
  connection: NativeConnection;
  namespace: string;
  activities: Activities;
  /** The workflows' path, or a bundle made beforehand. */
  workflows: Pick<WorkerOptions, "workflowsPath" | "workflowBundle">;
  callsPerSecond: number;
  failures: FailureCounter;
  /** How many workflows stay in memory; with 0, every task replays its workflow from the beginning. */
  cachedWorkflows?: number;
  /**
   * A running activity sends a heartbeat at least this often. A step hears in the answer that it is to stop, so
   * scenarios, which wait for it in real time, set less.
   */
  heartbeatMilliseconds?: number;
  /** What activities that still run get to end by themselves when the worker is stopped. */
  shutdownGraceSeconds?: number;
  /** For the Temporal UI's "Call Stack". */
  keepsStackTraces?: boolean;
  /** Separates the queues of several systems on one server; used by tests. */
  queueSuffix?: string;
}

/**
 * Each core has something to do while others wait for providers. More would share the cores until every act takes
 * longer than its task may wait, and then gets an activity of its own: a burst took a quarter more of everything.
 */
const tasksAtOnce = Math.min(100, Math.max(16, 8 * availableParallelism()));

/**
 * Creates three workers. The engine has one. Placing calls has its own, paced to the provider's calls per
 * second, so that nothing else waits behind it. Work on targets has its own, because it takes long.
 */
export async function createWorkers(options: WorkersOptions): Promise<Worker[]> {
  const { connection, namespace, activities, failures, keepsStackTraces = false } = options;
  useOurWorkflowThreads({ keepsStackTraces });
  const common: Omit<WorkerOptions, "taskQueue"> = {
    connection,
    namespace,
    dataConverter,
    interceptors: {
      activity: [
        () => ({ inbound: safeFailures() }),
        () => ({ inbound: countFailures(failures) }),
        () => ({ inbound: signsOfLife(options.heartbeatMilliseconds) }),
      ],
    },
    shutdownGraceTime: `${options.shutdownGraceSeconds ?? 25}s`,
    shutdownForceTime: "30s",
  };
  const { cachedWorkflows = 500 } = options;
  const { prepareRun, askStep, actStep, undoStep, ...quick } = activities;
  const { dialCall } = quick;
  return await Promise.all([
    Worker.create({
      ...common,
      ...options.workflows,
      taskQueue: engineQueue,
      activities: { ...quick, ...orderActivities(quick, failures) },
      maxCachedWorkflows: cachedWorkflows,
      // A task lasts as long as what its workflow ordered, and the workflow must stay in memory until then.
      maxConcurrentWorkflowTaskExecutions: Math.min(
        tasksAtOnce,
        Math.max(5, Math.floor(cachedWorkflows / 2)),
      ),
      maxConcurrentActivityTaskExecutions: 100,
      maxConcurrentLocalActivityExecutions: 100,
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
      // A step learns that it is stopped from the answer to its heartbeat.
      maxHeartbeatThrottleInterval: options.heartbeatMilliseconds ?? "2s",
      defaultHeartbeatThrottleInterval: options.heartbeatMilliseconds ?? "2s",
    }),
  ]);
}
