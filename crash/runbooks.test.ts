import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { skippedWithoutSshd, testPasswords } from "../activities/remote/ssh/testSshd.ts";
import { startTestHost, type TestHost } from "../activities/remote/target/testHost.ts";
import { toban, tobanTold } from "../dev/demo/command.ts";
import { freePorts } from "../dev/freePorts.ts";
import { untilTrue } from "../dev/untilTrue.ts";
import { monitoringTool } from "./monitoringTool.ts";
import { type Outside, startOutside } from "./outside.ts";
import { partNames, type SystemUnderTest, startSystem } from "./system.ts";

const dramaMilliseconds = 240_000;
/** Long enough for a part to be killed in the middle. */
const restartSeconds = 6;

const incident = z.object({
  number: z.number(),
  node: z.string(),
  state: z.string(),
  runbookRuns: z.array(z.object({ state: z.string(), why: z.string().nullable() })),
});

/** A target for each part that is killed. All are the same host, with one service each. */
const nodes = partNames.map((part) => `on-${part}`);
const rebooting = "rebooting";

let stateDir: string;
let outside: Outside;
let system: SystemUnderTest;
let host: TestHost;
let token: string;
let ledger: string[];
let seen: z.infer<typeof incident>[];

async function incidents(): Promise<z.infer<typeof incident>[]> {
  const headers = { authorization: `Bearer ${token}` };
  const get = async (where: string) =>
    (await fetch(`${system.api}/api/incidents${where}`, { headers })).json();
  const known = z
    .object({ incidents: z.array(z.object({ number: z.number() })) })
    .parse(await get("?limit=50"));
  const all = known.incidents.map(async ({ number }) => incident.parse(await get(`/${number}`)));
  return (await Promise.all(all)).sort((one, other) => one.number - other.number);
}

beforeAll(async () => {
  if (skippedWithoutSshd) return;
  stateDir = mkdtempSync(path.join(tmpdir(), "toban-runbooks-"));
  [outside, host] = await Promise.all([startOutside(), startTestHost()]);
  for (const node of nodes) await host.service(node, "inactive");
  const [port, mailIntakePort] = await freePorts(2);
  system = await startSystem(stateDir, {
    ...outside.variables,
    PORT: `${port}`,
    MAIL_INTAKE_PORT: `${mailIntakePort}`,
  });
  const env = { PATH: process.env.PATH, TOBAN_STATE_DIR: stateDir };
  const file = path.join(stateDir, "customer.yaml");
  writeFileSync(file, JSON.stringify(customerFile()));
  await toban(env, "import", file);
  await tobanTold(env, testPasswords.ops, "secret", "set", "crash", "ops");
  token = await toban(env, "user", "add", "夜勤", "--role", "operator", "--token");
  const tool = monitoringTool(system.api, await toban(env, "source-key", "crash", "tool"));

  const said = async (line: string) => (await host.ledger()).includes(line);
  await host.isSlow(restartSeconds);
  for (const [index, part] of partNames.entries()) {
    const node = nodes[index]!;
    await tool.send({ node, alarm: "HTTP", status: "firing" });
    await untilTrue(() => said(`begins restart ${node}`), waits(`${node} is not restarted`));
    await system.killAndAwait(part);
  }
  const allRestarted = async () =>
    (await Promise.all(nodes.map((node) => said(`restart ${node}`)))).every(Boolean);
  await untilTrue(allRestarted, waits("not every service was restarted"));
  for (const node of nodes) await tool.send({ node, alarm: "HTTP", status: "recovered" });
  // A reboot ends every login of this one host, so no other run may be at work then.
  await untilClosed(nodes.length);
  await tool.send({ node: rebooting, alarm: "HTTP", status: "firing" });
  await untilTrue(() => said("reboot"), waits("it is not rebooted"));
  await system.killAndAwait("worker");
  await tool.send({ node: rebooting, alarm: "HTTP", status: "recovered" });
  await untilClosed(nodes.length + 1);
  ledger = await host.ledger();
}, dramaMilliseconds);

afterAll(async () => {
  await system?.stop();
  await Promise.all([outside?.stop(), host?.stop()]);
  if (stateDir !== undefined) rmSync(stateDir, { recursive: true, force: true });
});

/** Those that do not close in time are judged as they are. */
async function untilClosed(count: number): Promise<void> {
  const allEnded = async () => {
    seen = await incidents().catch(() => []);
    return seen.length === count && seen.every(({ state }) => state === "closed");
  };
  const within = { withinMilliseconds: 90_000, everyMilliseconds: 500, otherwise: "" };
  await untilTrue(allEnded, within).catch(() => {});
}

const waits = (otherwise: string) => ({ withinMilliseconds: 40_000, everyMilliseconds: 100, otherwise });

function customerFile() {
  const connect = {
    port: host.port,
    user: "ops",
    password: "secret:ops",
    hostKey: host.hostKey,
    become: "sudo",
    becomePassword: "secret:ops",
  };
  const target = { host: "127.0.0.1", connect };
  const rule = (node: string, firstResponse: object) => ({ name: node, match: { node }, firstResponse });
  return {
    customer: "crash",
    name: "株式会社クラッシュ",
    plan: "full",
    sources: { tool: { kind: "native" } },
    systems: { shop: { targets: Object.fromEntries([...nodes, rebooting].map((node) => [node, target])) } },
    rules: [
      ...nodes.map((node) => rule(node, { runbook: "restart-service", with: { service: node } })),
      rule(rebooting, { runbook: "reboot-server" }),
      { name: "everything else", match: {}, firstResponse: { runbook: "reboot-server" } },
    ],
  };
}

describe.skipIf(skippedWithoutSshd)("every part is killed while a runbook is at work", () => {
  it("[RA2] [R5.6] the service was restarted once, whichever part was killed, and the incident ended well", () => {
    expect(seen.map(({ node, state, runbookRuns }) => [node, state, runbookRuns])).toEqual(
      [...nodes, rebooting].map((node) => [
        node,
        "closed",
        [{ state: "recovered", why: expect.stringContaining("復旧") }],
      ]),
    );
    for (const node of nodes)
      expect(
        ledger.filter((line) => line === `restart ${node}`),
        node,
      ).toHaveLength(1);
  });

  it("[RA2] [R5.6] a reboot never happens twice", () => {
    expect(ledger.filter((line) => line === "reboot")).toHaveLength(1);
  });
});
