import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it, onTestFinished } from "vitest";
import { canReadProcesses, cpuMillisecondsOf, mebibytesOf } from "./processes.ts";

const burns = `const begin = process.cpuUsage(); while (process.cpuUsage(begin).user < 300_000);`;

it.runIf(canReadProcesses)(
  "counts what a process's children have used, also those that have ended",
  async () => {
    const script = `"$0" -e '${burns}'; echo ended; "$0" -e '${burns} console.log("runs"); setInterval(() => {}, 1_000)'`;
    const shell = spawn("/bin/sh", ["-c", script, process.execPath], {
      detached: true,
      stdio: ["ignore", "pipe", "ignore"],
    });
    onTestFinished(() => void process.kill(-shell.pid!, "SIGKILL"));
    const used = () => cpuMillisecondsOf([shell.pid!]);
    await once(shell.stdout, "data");
    const ofTheFirst = used();
    expect(ofTheFirst).toBeGreaterThanOrEqual(300);
    await once(shell.stdout, "data");
    expect(used()).toBeGreaterThanOrEqual(ofTheFirst + 300);
  },
);

it.runIf(canReadProcesses)("knows how much memory they hold", () => {
  expect(mebibytesOf([process.pid])).toBeGreaterThan(20);
});
