import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client, Connection } from "@temporalio/client";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toban } from "../dev/demo/command.ts";
import { freePorts } from "../dev/freePorts.ts";
import { untilTrue } from "../dev/untilTrue.ts";
import { startDeafWire } from "./deafWire.ts";
import { type MonitoringTool, monitoringTool } from "./monitoringTool.ts";
import { type Outside, startOutside } from "./outside.ts";
import { type SystemUnderTest, startSystem } from "./system.ts";

const dramaMilliseconds = 240_000;
/** What Temporal accepted before its answer was lost, and what happens to the server that asked. */
const stories = [
  { node: "repeat-then-dies", second: "firing", lives: false },
  { node: "recovery-then-dies", second: "recovered", lives: false },
  { node: "recovery-asked-again", second: "recovered", lives: true },
] as const;
const nodes = stories.map(({ node }) => node);
const firing = { alarm: "HTTP", status: "firing" } as const;
const recovered = { alarm: "HTTP", status: "recovered" } as const;

let stateDir: string;
let outside: Outside;
let system: SystemUnderTest;
let client: Client;
let sql: postgres.Sql;
/** The id of each incident's first run. */
const firstRuns = new Map<string, string>();
const tools: MonitoringTool[] = [];

const soon = (otherwise: string) => ({ withinMilliseconds: 60_000, otherwise });
const ports = async (): Promise<Record<string, string>> => {
  const [port, mailIntakePort] = await freePorts(2);
  return { PORT: `${port}`, MAIL_INTAKE_PORT: `${mailIntakePort}` };
};
const incidentsOf = (node: string) =>
  sql<
    { number: number; state: string; workflow_id: string }[]
  >`select number, state, workflow_id from incidents where node = ${node} order by number`;
const mailsAbout = async (subject: string) =>
  (await outside.ledger()).mails.filter((mail) => mail.subject === subject).length;
const runOf = (workflowId: string) => client.workflow.getHandle(workflowId).describe();
async function signalsOf(workflowId: string): Promise<number> {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  return (events ?? []).filter((event) => event.workflowExecutionSignaledEventAttributes).length;
}
const allRelayed = async () => {
  const [row] = await sql<{ waiting: number }[]>`
    select count(*)::int as waiting from alerts where relayed_at is null`;
  return row?.waiting === 0;
};

/**
 * Loses the answer to the node's second alert. A server that dies leaves the alert to the other; a live one
 * asks again.
 */
async function plays({ node, second, lives }: (typeof stories)[number], key: string): Promise<void> {
  const healthy = monitoringTool(system.api, key);
  await healthy.send({ node, ...firing });
  await untilTrue(async () => (await mailsAbout(fired(node))) === 1, soon("nobody hears of it"));
  const workflowId = (await incidentsOf(node))[0]!.workflow_id;
  firstRuns.set(workflowId, (await runOf(workflowId)).runId);

  const wire = await startDeafWire(system.temporal);
  const own = { ...outside.variables, ...(await ports()), TEMPORAL_ADDRESS: wire.address };
  const other = await system.startApi(own);
  const tool = monitoringTool(other.url, key);
  tools.push(healthy, tool);
  const thaw = system.freeze("api");
  try {
    wire.losesAnswers();
    await tool.send({ node, alarm: "HTTP", status: second });
    await untilTrue(async () => (await signalsOf(workflowId)) === 2, soon("Temporal is not told"));
    expect(await allRelayed()).toBe(false);
    if (second === "recovered") await isOver(node);
    if (lives) {
      wire.breaks();
      await untilTrue(allRelayed, soon("it does not ask again"));
    }
    await other.kill();
    wire.end();
  } finally {
    thaw();
  }
  await untilTrue(allRelayed, soon("nobody takes over"));
}

async function isOver(node: string): Promise<void> {
  const first = (await incidentsOf(node))[0]!;
  const isClosed = async () => (await incidentsOf(node))[0]!.state === "closed";
  await untilTrue(isClosed, soon("it does not close"));
  const hasEnded = async () => (await runOf(first.workflow_id)).status.name === "COMPLETED";
  await untilTrue(hasEnded, soon("its run does not end"));
}

const fired = (node: string) => `【${node}】 HTTP警報発生のご連絡`;
const over = (node: string) => `【${node}】 HTTP警報復旧のご連絡`;

beforeAll(async () => {
  stateDir = mkdtempSync(path.join(tmpdir(), "toban-servers-"));
  outside = await startOutside();
  system = await startSystem(stateDir, { ...outside.variables, ...(await ports()) });
  sql = postgres(system.databaseUrl, { max: 2 });
  client = new Client({ connection: await Connection.connect({ address: system.temporal }) });
  const env = { PATH: process.env.PATH, TOBAN_STATE_DIR: stateDir };
  const file = path.join(stateDir, "customer.yaml");
  writeFileSync(file, JSON.stringify(customerFile));
  await toban(env, "import", file);
  const key = await toban(env, "source-key", "crash", "tool");
  for (const story of stories) await plays(story, key);
  for (const { node, second } of stories) {
    const [healthy] = tools;
    if (second === "firing") await healthy!.send({ node, ...recovered });
    await isOver(node);
    await healthy!.send({ node, ...firing });
    await untilTrue(
      async () => (await mailsAbout(fired(node))) === 2,
      soon("the next alert is told to nobody"),
    );
  }
}, dramaMilliseconds);

afterAll(async () => {
  await client?.connection.close();
  await sql?.end();
  await system?.stop();
  await outside?.stop();
  rmSync(stateDir, { recursive: true, force: true });
});

describe("an API server does not learn that Temporal took an alert: another takes over, or it asks again", () => {
  it("[R5.1a] [RA2] every alert answered with 202 is in an incident, and was told", async () => {
    const accepted = tools.flatMap((tool) => tool.accepted.map(({ id }) => id)).toSorted((a, b) => a - b);
    const bound = await sql<{ id: string }[]>`
      select id from alerts where incident is not null and relayed_at is not null order by id`;
    expect(bound.map(({ id }) => Number(id))).toEqual(accepted);
  });

  it.each(nodes)("[R5.1b] [RA2] no run is started for a closed incident: %s", async (node) => {
    const [first, second, ...others] = await incidentsOf(node);
    expect([first?.state, second?.state, others.length]).toEqual(["closed", "open", 0]);
    const run = await runOf(first!.workflow_id);
    expect([run.status.name, run.runId]).toEqual(["COMPLETED", firstRuns.get(first!.workflow_id)]);
    expect((await runOf(second!.workflow_id)).status.name).toBe("RUNNING");
  });

  it.each(nodes)("[RA2] everyone is told once about each incident and its end: %s", async (node) => {
    expect([await mailsAbout(fired(node)), await mailsAbout(over(node))]).toEqual([2, 1]);
  });
});

const customerFile = {
  customer: "crash",
  name: "株式会社クラッシュ",
  plan: "full",
  sources: { tool: { kind: "native" } },
  contacts: { sato: { name: "佐藤", mail: "sato@crash.example" } },
  rules: [{ name: "all", match: {}, notify: { mail: { to: ["sato"] } } }],
};
