import { Client, type WorkflowClientInterceptor } from "@temporalio/client";
import type { Duration } from "@temporalio/common";
import { msToTs } from "@temporalio/common/lib/time.js";
import type { TestWorkflowEnvironment } from "@temporalio/testing";
import { dataConverter } from "../../worker/dataConverter.ts";
import { keepQuiet } from "./quiet.ts";
import { startTestServer } from "./testServer.ts";

/** A Temporal server that can skip time, exact to the millisecond. */
export interface SkippableTemporal {
  client: Client;
  /** The relay's connection to Temporal, which a scenario can cut. */
  relayClient: Client;
  outage: Outage;
  connection: TestWorkflowEnvironment["nativeConnection"];
  namespace: string;
  /** The server's time; between skips it runs with the real clock. */
  now(): Date;
  skip(milliseconds: number): Promise<void>;
  /** Updates `now()` in the middle of a skip. */
  lookAtClock(): Promise<void>;
  /** Takes hold of time, as the server does while a workflow or an activity is at work. */
  holdTime(): Promise<void>;
  /** Lets go of one hold on time that the server forgot. */
  releaseTime(): Promise<void>;
  stop(): Promise<void>;
}

export interface Outage {
  isOn: boolean;
  /** By the real clock. */
  readonly endedAt: number;
}

const columns = {
  Customer: 2,
  System: 2,
  Node: 2,
  Alarm: 2,
  Level: 2,
  Plan: 2,
  IncidentState: 2,
  SloDeadline: 6,
  Acknowledged: 5,
};

export async function startSkippableTemporal(taskTimeout?: Duration): Promise<SkippableTemporal> {
  keepQuiet();
  const environment = await startTestServer();
  const namespace = environment.namespace ?? "default";
  await environment.connection.operatorService.addSearchAttributes({ namespace, searchAttributes: columns });
  const outage = outageSwitch();
  const { connection } = environment;
  let aheadMilliseconds = 0;
  let skipping = false;
  const readClock = async (): Promise<void> => {
    aheadMilliseconds = (await environment.currentTimeMs()) - Date.now();
  };
  await readClock();
  return {
    // The environment's own client may jump years ahead when it waits for a result.
    client: new Client({ connection, namespace, dataConverter }),
    relayClient: new Client({
      connection,
      namespace,
      dataConverter,
      interceptors: { workflow: [cutWhile(outage), ...(taskTimeout ? [limitTasksTo(taskTimeout)] : [])] },
    }),
    outage,
    connection: environment.nativeConnection,
    namespace,
    now: () => new Date(Date.now() + aheadMilliseconds),
    async skip(milliseconds) {
      skipping = true;
      await environment.sleep(milliseconds);
      await readClock();
      skipping = false;
    },
    async lookAtClock() {
      if (skipping) await readClock();
    },
    holdTime: async () => void (await connection.testService?.lockTimeSkipping({})),
    releaseTime: async () => void (await connection.testService?.unlockTimeSkipping({})),
    stop: () => environment.teardown(),
  };
}

function outageSwitch(): Outage {
  let isOn = false;
  let endedAt = 0;
  return {
    get isOn() {
      return isOn;
    },
    set isOn(now) {
      if (isOn && !now) endedAt = Date.now();
      isOn = now;
    },
    get endedAt() {
      return endedAt;
    },
  };
}

/** Behaves as if there were no connection to Temporal. */
function cutWhile(outage: Outage): WorkflowClientInterceptor {
  const refuse = (): void => {
    if (!outage.isOn) return;
    const details = "no connection to Temporal";
    throw Object.assign(new Error(`14 UNAVAILABLE: ${details}`), { code: 14, details, metadata: {} });
  };
  return {
    async start(input, next) {
      refuse();
      return await next(input);
    },
    async signal(input, next) {
      refuse();
      return await next(input);
    },
    async signalWithStart(input, next) {
      refuse();
      return await next(input);
    },
  };
}

/** Temporal gives a workflow task out anew if it comes back later than this. */
function limitTasksTo(taskTimeout: Duration): WorkflowClientInterceptor {
  const workflowTaskTimeout = msToTs(taskTimeout);
  return {
    start: (input, next) => next({ ...input, options: { ...input.options, workflowTaskTimeout } }),
    signalWithStart: (input, next) => next({ ...input, options: { ...input.options, workflowTaskTimeout } }),
  };
}
