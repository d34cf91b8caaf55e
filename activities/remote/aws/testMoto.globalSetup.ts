import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import type { TestProject } from "vitest/node";
import { findCounterpart } from "../../../dev/counterparts.ts";
import { openPool } from "../../../dev/testPool.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the test run's moto servers are lent. */
    testMotoPort: number;
  }
}

/** As many moto servers per test run as files use at once: to start one costs more than most of its tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { port, stop } = await openPool(startMoto);
  project.provide("testMotoPort", port);
  return stop;
}

/** moto in the background, until the input ends: so it ends with the test run, also when that is killed. */
const untilInputEnds = '"$0" "$@" </dev/null & cat; kill $!; wait';

async function startMoto(): Promise<{ url: string; stop(): Promise<void> }> {
  const program = findCounterpart("moto");
  if (program === null) throw new Error("moto is not on this machine; CI=true npm test installs it");
  const folder = await mkdtemp(path.join(tmpdir(), "toban-test-moto-"));
  const server = spawn("sh", ["-c", untilInputEnds, program, "-H", "127.0.0.1", "-p", "0"], {
    env: {
      ...process.env,
      PYTHONPATH: path.resolve(program, "../.."),
      PYTHONDONTWRITEBYTECODE: "1",
      MOTO_ENABLE_RECORDING: "1",
      MOTO_RECORDER_FILEPATH: path.join(folder, "asked"),
    },
    stdio: ["pipe", "ignore", "pipe"],
  });
  return {
    url: await readAddress(server),
    async stop() {
      const ended = once(server, "exit");
      server.stdin?.end();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function readAddress(server: ChildProcess): Promise<string> {
  const said: string[] = [];
  for await (const line of createInterface({ input: server.stderr! })) {
    said.push(line);
    const [, address] = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(line) ?? [];
    if (address === undefined) continue;
    server.stderr?.resume();
    return address;
  }
  throw new Error(`moto did not start:\n${said.join("\n")}`);
}
