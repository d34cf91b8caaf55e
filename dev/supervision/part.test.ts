import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { testDirectory } from "../testDirectory.ts";
import { openLogFile } from "./logFile.ts";
import { keepRunning, type Part } from "./part.ts";
import { openRegister } from "./register.ts";

const running: Part[] = [];
afterEach(async () => {
  for (const part of running.splice(0)) await part.stop();
});

/** A part that runs a shell script, with the messages about it. */
function start(script: string, isReady: () => Promise<boolean>) {
  const stateDir = testDirectory();
  const said: string[] = [];
  const log = openLogFile(stateDir, "part", () => {});
  const register = openRegister(stateDir);
  const launch = { file: "/bin/sh", args: ["-c", script], env: { PATH: process.env.PATH, DIR: stateDir } };
  const plan = { name: "part", launch, isReady, stopSignal: "SIGTERM" as const, stopSeconds: 1 };
  const part = keepRunning(plan, { register, log, say: (text) => said.push(text) });
  running.push(part);
  const pid = () => JSON.parse(readFileSync(path.join(stateDir, "processes.json"), "utf8")).part?.pid;
  return { part, stateDir, said, pid };
}

it("starts a killed part again at once and says so", async () => {
  const { part, said, pid } = start("exec sleep 60", async () => true);
  await part.ready;
  const first = pid();
  process.kill(first, "SIGKILL");
  await vi.waitUntil(() => pid() !== first, { timeout: 5_000 });
  expect(said[0]).toBe("part was ended by SIGKILL; starting it again at once");
});

it("gives up a start that fails three times, with the last words of the part", async () => {
  const { part, said } = start("echo no disk left; exit 3", async () => false);
  await expect(part.ready).rejects.toThrow(/part did not come up.*\n.*no disk left/);
  expect(said).toEqual([
    "part ended with code 3; starting it again at once",
    "part ended with code 3; starting it again in 0.5 s",
  ]);
});

it("kills a part that does not stop when asked", async () => {
  const script = "trap '' TERM; touch $DIR/ready; while :; do sleep 0.1; done";
  const { part, stateDir, pid } = start(script, async () => existsSync(path.join(stateDir, "ready")));
  await part.ready;
  const stoppedPid = pid();
  await part.stop();
  expect(() => process.kill(stoppedPid, 0)).toThrow(/ESRCH/);
  expect(pid()).toBeUndefined();
});
