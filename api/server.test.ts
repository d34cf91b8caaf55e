import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { alerts } from "../db/schema/index.ts";
import { createTestDatabase, type TestDatabase } from "../db/testDatabase.ts";
import { freePorts } from "../dev/freePorts.ts";
import { givenSource } from "./alerts/testIntake.ts";

const script = fileURLToPath(new URL("server.ts", import.meta.url));
let database: TestDatabase;
let server: ChildProcess;
let url: string;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  database = await createTestDatabase();
  const [port, nowhere] = await freePorts(2);
  url = `http://127.0.0.1:${port}`;
  environment = {
    PATH: process.env.PATH,
    TZ: "UTC",
    PORT: String(port),
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: `127.0.0.1:${nowhere}`,
    SMTP_URL: `smtp://127.0.0.1:${nowhere}`,
    TWILIO_ACCOUNT_SID: "AC0",
    TWILIO_AUTH_TOKEN: "token",
    TWILIO_FROM: "+81312345678",
    OPERATORS_MAIL: "noc@msp.example",
    TOBAN_ENCRYPTION_KEYS: `a:${Buffer.alloc(32).toString("base64")}`,
  };
  server = start(environment);
  await vi.waitFor(async () => expect((await fetch(`${url}/healthz`)).ok).toBe(true), { timeout: 15_000 });
});
afterAll(async () => {
  if (server.exitCode === null && server.kill("SIGKILL")) await once(server, "exit");
  await database.drop();
});

const start = (env: NodeJS.ProcessEnv) =>
  spawn(process.execPath, [script], { env, stdio: ["ignore", "ignore", "pipe"] });

describe("api/server.ts", () => {
  it("[R5.1a] starts and accepts alerts while Temporal is away, and says that it is not whole", async () => {
    const key = await givenSource(database, "acme", "scripts", "native");
    const answer = await fetch(`${url}/intake/alerts?key=${key}`, {
      method: "POST",
      body: JSON.stringify({ node: "web01", alarm: "HTTP", status: "firing" }),
    });
    expect(answer.status).toBe(202);
    expect(await database.db.select().from(alerts)).toMatchObject([{ node: "web01", relayedAt: null }]);
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
  });

  it("serves what every part of it answers", async () => {
    const status = async (path: string, init = {}) => (await fetch(`${url}${path}`, init)).status;
    expect(await status("/metrics")).toBe(200);
    expect(await status("/api/openapi.json")).toBe(200);
    expect(await status("/api/incidents")).toBe(401);
    expect(await status("/callbacks/twilio/status/1", { method: "POST" })).toBe(403);
  });

  it("answers what looks after it on a port of its own, where there is one", async () => {
    const [port, metrics] = await freePorts(2);
    const own = start({ ...environment, PORT: String(port), METRICS_PORT: String(metrics) });
    const status = async (path: string, at = metrics) =>
      (await fetch(`http://127.0.0.1:${at}${path}`)).status;
    try {
      await vi.waitFor(async () => expect(await status("/metrics")).toBe(200), { timeout: 15_000 });
      expect(await status("/readyz")).toBe(503);
      expect(await status("/api/incidents")).toBe(404);
      expect(await status("/healthz", port)).toBe(200);
      for (const path of ["/metrics", "/readyz"]) expect(await status(path, port)).toBe(404);
    } finally {
      own.kill("SIGKILL");
    }
  });

  it("names every fault of its environment, and a port that is taken", async () => {
    const faulty = start({ ...environment, PORT: "none", DATABASE_URL: "" });
    expect(await errorsOf(faulty)).toMatch(/2 faults.*PORT.*DATABASE_URL/s);
    expect(await errorsOf(start(environment))).toContain("address is taken");
  });

  it("stops at SIGTERM", async () => {
    const began = performance.now();
    server.kill("SIGTERM");
    await once(server, "exit");
    expect(server.exitCode).toBe(0);
    expect(performance.now() - began).toBeLessThan(5_500);
  });
});

async function errorsOf(child: ChildProcess): Promise<string> {
  let text = "";
  child.stderr?.on("data", (part) => {
    text += part;
  });
  await once(child, "close");
  expect(child.exitCode).toBe(1);
  return text;
}
