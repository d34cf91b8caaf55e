import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { Client, Connection, type WorkflowHandle } from "@temporalio/client";
import { skippedWithoutSshd, testPasswords } from "../../activities/remote/ssh/testSshd.ts";
import { startTestHost, type TestHost } from "../../activities/remote/target/testHost.ts";
import { connect, type Database } from "../../db/connect.ts";
import { eq } from "../../db/drizzle.ts";
import { addRun } from "../../db/runbooks/runbookRuns.ts";
import { incidents } from "../../db/schema/index.ts";
import { toban, tobanTold } from "../../dev/demo/command.ts";
import { untilTrue } from "../../dev/untilTrue.ts";
import type { Runbook } from "../../domain/runbooks/tree.ts";
import { engineQueue } from "../../workflows/contract/queues.ts";
import {
  type RunbookRunEnd,
  type RunbookRunInput,
  runbookRunWorkflow,
} from "../../workflows/contract/runbookRun.ts";
import { runbookRunWorkflowId } from "../../workflows/ids.ts";
import { intakeAt } from "../intake.ts";
import type { BenchSystem } from "../system.ts";

/**
 * Where the bench's runbooks run: incidents of one customer, each with a target, all of them one server over
 * SSH.
 */
export interface Field {
  db: Database;
  client: Client;
  host: TestHost;
  targets: readonly string[];
  /** Starts a run at once, as an incident's workflow does. The starter receives its result. */
  start(target: string, runbook: Runbook): Promise<WorkflowHandle<() => Promise<RunbookRunEnd>>>;
  /** The id of a run's row, from its workflow. */
  runOf(handle: WorkflowHandle): string;
  close(): Promise<void>;
}

const system = "shop";
/** Debian's default: from ten unfinished logins on, the server rejects more and more. */
const debiansConfiguration = "MaxStartups 10:30:100";
const prefix = runbookRunWorkflowId("");

/** null if there is no OpenSSH server, or we are not root to run one. */
export async function prepareField(bench: BenchSystem, count: number): Promise<Field | null> {
  if (skippedWithoutSshd) return null;
  const customer = `bench-runbooks-${count}`;
  const host = await startTestHost({ configuration: debiansConfiguration });
  const targets = Array.from({ length: count }, (_, index) => `t${String(index).padStart(3, "0")}`);
  await host.onHost(
    `for name in ${targets.join(" ")}; do printf 'inactive\\nfirst\\n' > /run/services/$name; done`,
  );
  await importCustomer(bench, customer, host, targets);
  const { db, close } = connect(bench.databaseUrl, { maxConnections: 4 });
  const incidentsOf = await openIncidents(bench, db, customer, targets);
  const connection = await Connection.connect({ address: bench.temporalAddress });
  const client = new Client({ connection });
  return {
    db,
    client,
    host,
    targets,
    async start(target, runbook) {
      const { number: incident, version } = incidentsOf.get(target)!;
      const id = randomUUID();
      await addRun(db, {
        id,
        incident,
        customer,
        version: version!,
        system,
        target,
        tree: runbook,
        step: `bench/${id}`,
        runbook: runbook.id,
        state: "running",
        startedBy: "toban",
        startedAt: new Date(),
      });
      const priority = { priorityKey: 3, fairnessKey: customer };
      const input: RunbookRunInput = { run: id, incident, customer, system, target, runbook, priority };
      const options = { taskQueue: engineQueue, workflowId: prefix + id, args: [input] };
      return await client.workflow.start(runbookRunWorkflow, options);
    },
    runOf: ({ workflowId }) => workflowId.slice(prefix.length),
    async close() {
      await Promise.allSettled([connection.close(), close(), host.stop()]);
    },
  };
}

async function importCustomer(
  bench: BenchSystem,
  customer: string,
  host: TestHost,
  targets: readonly string[],
): Promise<void> {
  const { port, hostKey, keys } = host;
  const connect = {
    port,
    user: "ops",
    key: "secret:key",
    hostKey,
    become: "sudo",
    becomePassword: "secret:ops",
  };
  const file = {
    customer,
    name: customer,
    plan: "full",
    sources: { tool: { kind: "native" } },
    contacts: { ito: { name: "伊藤", mail: "ito@bench-runbooks.example" } },
    systems: {
      [system]: { targets: Object.fromEntries(targets.map((name) => [name, { host: host.host, connect }])) },
    },
    rules: [{ name: "all", notify: { mail: { to: ["ito"] } } }],
  };
  const name = path.join(bench.logs, `${customer}.yaml`);
  writeFileSync(name, JSON.stringify(file));
  await tobanTold(bench.env, keys.plain, "secret", "set", customer, "key");
  await tobanTold(bench.env, testPasswords.ops, "secret", "set", customer, "ops");
  await toban(bench.env, "import", name);
}

/** Opens an incident by an alert on each target, told by mail and left open. */
async function openIncidents(bench: BenchSystem, db: Database, customer: string, targets: readonly string[]) {
  const key = await toban(bench.env, "source-key", customer, "tool");
  await intakeAt([bench.api], new Map([[customer, key]])).flood(customer, targets);
  const told = async () => {
    const rows = await db.select().from(incidents).where(eq(incidents.customer, customer));
    return rows.length === targets.length && rows.every((row) => row.firstResponse !== null) ? rows : null;
  };
  await untilTrue(async () => (await told()) !== null, {
    withinMilliseconds: 120_000,
    signal: AbortSignal.timeout(120_000),
    otherwise: "the alerts of the runbooks' targets were not told",
  });
  return new Map((await told())!.map((row) => [row.node, row] as const));
}
