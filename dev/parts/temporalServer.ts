import path from "node:path";
import { Connection } from "@temporalio/client";
import type { PartPlan } from "../supervision/part.ts";
import { findByCommand } from "../supervision/processIdentity.ts";
import { stopProcess } from "../supervision/register.ts";
import { searchAttributes } from "./searchAttributes.ts";

/**
 * By default the development server takes only 20 steps a second and shard, so every step of a workflow waits
 * for a 50 ms tick. Fairness keeps one customer's flood from delaying another's alert.
 */
const dynamicConfig = [
  "history.transferProcessorMaxPollRPS=1000",
  "history.timerProcessorMaxPollRPS=1000",
  "history.visibilityProcessorMaxPollRPS=1000",
  "matching.enableFairness=true",
  "matching.numTaskqueueReadPartitions=1",
  "matching.numTaskqueueWritePartitions=1",
];

export interface TemporalServerOptions {
  program: string;
  stateDir: string;
  namespace: string;
  port: number;
  uiPort: number;
}

export function temporalServerPart(options: TemporalServerOptions): PartPlan {
  const { program, stateDir, namespace, port } = options;
  return {
    name: "temporal",
    launch: { file: program, args: serverArguments(options, stateDir), env: process.env },
    isReady: async (log) => log.hasSaid("Temporal Server:") && hasNamespace(`127.0.0.1:${port}`, namespace),
    stopSignal: "SIGTERM",
    stopSeconds: 5,
  };
}

/** Stops a server that still has the state file open but is missing from our register of processes. */
export async function stopStrayTemporalServer(stateDir: string): Promise<void> {
  const strays = findByCommand("server start-dev", `--db-filename ${databaseFile(stateDir)} `);
  for (const stray of strays) await stopProcess(stray, "SIGTERM");
}

function databaseFile(stateDir: string): string {
  return path.join(stateDir, "temporal.db");
}

function serverArguments({ namespace, port, uiPort }: TemporalServerOptions, stateDir: string): string[] {
  return [
    ["server", "start-dev", "--ip", "127.0.0.1", "--port", String(port), "--ui-port", String(uiPort)],
    ["--db-filename", databaseFile(stateDir), "--namespace", namespace],
    // Without these the database is four times slower, and a power cut may lose confirmed writes.
    ["--sqlite-pragma", "journal_mode=WAL", "--sqlite-pragma", "synchronous=FULL"],
    ["--log-format", "json", "--log-level", "warn", "--ui-disable-news-fetch"],
    Object.entries(searchAttributes).flatMap(([name, type]) => ["--search-attribute", `${name}=${type}`]),
    dynamicConfig.flatMap((setting) => ["--dynamic-config-value", setting]),
  ].flat();
}

async function hasNamespace(address: string, namespace: string): Promise<boolean> {
  const connection = await Connection.connect({ address, connectTimeout: "2s" });
  try {
    await connection.withDeadline(Date.now() + 2_000, () =>
      connection.workflowService.describeNamespace({ namespace }),
    );
    return true;
  } finally {
    await connection.close();
  }
}
