import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, expect, it } from "vitest";
import { testDirectory } from "../testDirectory.ts";
import { claimStateDir } from "./claim.ts";
import { findByCommand, identify, isStillRunning, type ProcessIdentity } from "./processIdentity.ts";
import { openRegister, stopLeftovers } from "./register.ts";

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

function sleeper(): { child: ChildProcess; identity: ProcessIdentity } {
  const child = spawn("sleep", ["60"]);
  children.push(child);
  const identity = identify(child.pid ?? 0);
  if (identity === null) throw new Error("no such process");
  return { child, identity };
}

const newStateDir = testDirectory;

it("recognises a process by number, start and command line, and no other by its number alone", async () => {
  const { child, identity } = sleeper();
  expect(identity.command).toBe("sleep 60");
  expect(isStillRunning(identity)).toBe(true);
  expect(isStillRunning({ ...identity, startedAt: "1" })).toBe(false);
  expect(isStillRunning({ ...identity, command: "postgres" })).toBe(false);
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(identify(identity.pid)).toBeNull();
});

it("finds a process by its whole command line", () => {
  const { identity } = sleeper();
  expect(findByCommand("sleep", " 60")).toContainEqual(identity);
  expect(findByCommand("sleep", "no such word")).toEqual([]);
});

it("stops what a killed supervisor left behind, and leaves alone what is not its own", async () => {
  const stateDir = newStateDir();
  const ours = sleeper();
  const reused = sleeper();
  const register = openRegister(stateDir);
  register.add("worker", { ...ours.identity, stopSignal: "SIGTERM" });
  register.add("api", { ...reused.identity, startedAt: "1", stopSignal: "SIGTERM" });
  expect(await stopLeftovers(stateDir, ["api", "worker"])).toEqual(["worker"]);
  expect(isStillRunning(ours.identity)).toBe(false);
  expect(isStillRunning(reused.identity)).toBe(true);
  expect(await stopLeftovers(stateDir, ["api", "worker"])).toEqual([]);
});

it("lets one supervisor have a state directory, until it gives it up or dies", () => {
  const stateDir = newStateDir();
  const giveUp = claimStateDir(stateDir);
  expect(() => claimStateDir(stateDir)).toThrow(/already running/);
  giveUp();
  claimStateDir(stateDir)();
});
