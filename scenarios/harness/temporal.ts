import { Client } from "@temporalio/client";
import { TestWorkflowEnvironment } from "@temporalio/testing";
import { inject } from "vitest";
import { dataConverter } from "../../worker/dataConverter.ts";

/** A Temporal server whose time can be skipped, exact to the millisecond. */
export interface SkippableTemporal {
  client: Client;
  connection: TestWorkflowEnvironment["nativeConnection"];
  namespace: string;
  /** The server's time; it goes on with the real one between skips. */
  now(): Date;
  skip(milliseconds: number): Promise<void>;
  stop(): Promise<void>;
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

export async function startSkippableTemporal(): Promise<SkippableTemporal> {
  const environment = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: "existing-path", path: inject("temporalTestServer") } },
  });
  const namespace = environment.namespace ?? "default";
  await environment.connection.operatorService.addSearchAttributes({ namespace, searchAttributes: columns });
  let aheadMilliseconds = (await environment.currentTimeMs()) - Date.now();
  return {
    // The environment's own client may jump years ahead when it waits for a result.
    client: new Client({ connection: environment.connection, namespace, dataConverter }),
    connection: environment.nativeConnection,
    namespace,
    now: () => new Date(Date.now() + aheadMilliseconds),
    async skip(milliseconds) {
      await environment.sleep(milliseconds);
      aheadMilliseconds = (await environment.currentTimeMs()) - Date.now();
    },
    stop: () => environment.teardown(),
  };
}
