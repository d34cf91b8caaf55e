import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client, Connection } from "@temporalio/client";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toban } from "../dev/demo/command.ts";
import { freePorts } from "../dev/freePorts.ts";
import { untilTrue } from "../dev/untilTrue.ts";
import { type DeafWire, startDeafWire } from "./deafWire.ts";
import { type MonitoringTool, monitoringTool } from "./monitoringTool.ts";
import { type Outside, startOutside } from "./outside.ts";
import { type SystemUnderTest, startSystem } from "./system.ts";

const dramaMilliseconds = 240_000;
/** What Temporal accepts before its answer is lost, while the server that asked lives on, and then dies. */
const asksAgain = [{ node: "recovery-asked-again", second: "recovered" }] as const;
const dies = [
  { node: "repeat-then-dies", second: "firing" },
  { node: "recovery-then-dies", second: "recovered" },
] as const;
const stories = [...asksAgain, ...dies];
const nodes = stories.map(({ node }) => node);
const firing = { alarm: "HTTP", status: "firing" } as const;
const recovered = { alarm: "HTTP", status: "recovered" } as const;

let stateDir: string;
let outside: Outside;
let system: SystemUnderTest;
let client: Client;
let sql: postgres.Sql;
/** Each node's first incident. */
const firstRuns = new Map<string, { workflowId: string; runId: string }>();
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
async function waiting(): Promise<number> {
  const [row] = await sql<{ waiting: number }[]>`
    select count(*)::int as waiting from alerts where relayed_at is null`;
  return row?.waiting ?? Number.NaN;
}
const allRelayed = async () => (await waiting()) === 0;

async function fires(tool: MonitoringTool, node: string): Promise<void> {
  await tool.send({ node, ...firing });
  await untilTrue(async () => (await mailsAbout(fired(node))) === 1, soon("nobody hears of it"));
  const workflowId = (await incidentsOf(node))[0]!.workflow_id;
  firstRuns.set(node, { workflowId, runId: (await runOf(workflowId)).runId });
}

/** Sends each node's second alert, of which Temporal learns, but the server does not learn that it did. */
async function losesAnswers(
  wire: DeafWire,
  tool: MonitoringTool,
  lost: readonly (typeof stories)[number][],
): Promise<void> {
  wire.losesAnswers();
  await Promise.all(lost.map(({ node, second }) => tool.send({ node, alarm: "HTTP", status: second })));
  const isTold = async ({ node }: { node: string }) =>
    (await signalsOf(firstRuns.get(node)!.workflowId)) === 2;
  const allTold = async () => (await Promise.all(lost.map(isTold))).every(Boolean);
  await untilTrue(allTold, soon("Temporal is not told"));
  expect(await waiting()).toBe(lost.length);
  for (const { node, second } of lost) if (second === "recovered") await isOver(node);
}

/** Each alert is told to Temporal by the other server, while the one that stays cannot act for it. */
async function drama(key: string): Promise<void> {
  const healthy = monitoringTool(system.api, key);
  const wire = await startDeafWire(system.temporal);
  const own = { ...outside.variables, ...(await ports()), TEMPORAL_ADDRESS: wire.address };
  const other = await system.startApi(own);
  const tool = monitoringTool(other.url, key);
  tools.push(healthy, tool);
  await Promise.all(nodes.map((node) => fires(healthy, node)));
  const thaw = system.freeze("api");
  try {
    await losesAnswers(wire, tool, asksAgain);
    wire.breaks();
    await untilTrue(allRelayed, soon("it does not ask again"));
    await losesAnswers(wire, tool, dies);
    await other.kill();
    wire.end();
  } finally {
    thaw();
  }
  await untilTrue(allRelayed, soon("nobody takes over"));
  await Promise.all(stories.map((story) => firesAgain(healthy, story)));
}

async function firesAgain(tool: MonitoringTool, { node, second }: (typeof stories)[number]): Promise<void> {
  if (second === "firing") await tool.send({ node, ...recovered });
  await isOver(node);
  await tool.send({ node, ...firing });
  const isTold = async () => (await mailsAbout(fired(node))) === 2;
  await untilTrue(isTold, soon("the next alert is told to nobody"));
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
  await drama(key);
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
    expect([run.status.name, run.runId]).toEqual(["COMPLETED", firstRuns.get(node)?.runId]);
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
