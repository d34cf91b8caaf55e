import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { identify } from "../supervision/processIdentity.ts";
import { testDirectory } from "../testDirectory.ts";
import { stopStrayPostmaster } from "./postgres.ts";

/** Whether such a process's pid file is still there when PostgreSQL is about to start. */
async function leavesPidFileOf(pid: number): Promise<boolean> {
  const dataDir = testDirectory();
  const pidFile = path.join(dataDir, "postmaster.pid");
  writeFileSync(pidFile, `${pid}\n${dataDir}\n`);
  await stopStrayPostmaster({ programs: "", dataDir, owner: null });
  return existsSync(pidFile);
}

it("[RA2] a killed postmaster that nobody has waited for does not keep the next one from starting", async () => {
  // The shell's child ends, and the program that replaced the shell never reaps it.
  const parent = spawn("/bin/sh", ["-c", "sleep 0 & echo $!; exec sleep 60"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  onTestFinished(() => void parent.kill("SIGKILL"));
  const [output] = await once(parent.stdout, "data");
  const pid = Number(output);
  await vi.waitUntil(() => identify(pid) === null);
  expect(await leavesPidFileOf(pid)).toBe(false);
});

it("leaves the pid file of a number that belongs to another program", async () => {
  expect(await leavesPidFileOf(process.pid)).toBe(true);
});
