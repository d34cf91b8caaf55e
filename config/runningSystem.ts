import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { writePrivately } from "./privateFile.ts";

/** What `temporal-dev.sh` stores for commands run beside it with the same `TOBAN_STATE_DIR`. */
const runningSystem = z.object({
  startedAt: z.iso.datetime(),
  api: z.string(),
  /**
   * What commands need: the addresses of the supervisor's parts, the encryption keys, and what was set at the
   * start.
   */
  variables: z.record(z.string(), z.string()),
});
export type RunningSystem = z.infer<typeof runningSystem>;

/** null if no system was started, or the last one was stopped. After a crash its addresses remain. */
export function readRunningSystem(stateDir: string): RunningSystem | null {
  try {
    return runningSystem.parse(JSON.parse(readFileSync(fileIn(stateDir), "utf8")));
  } catch {
    return null;
  }
}

/** The environment of a command: variables that are set win, the running system fills in the rest. */
export function withRunningSystem(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const running = readRunningSystem(env.TOBAN_STATE_DIR || ".toban");
  const set = Object.entries(env).filter(([, value]) => value !== "");
  return { ...running?.variables, ...Object.fromEntries(set) };
}

export function recordRunningSystem(stateDir: string, running: RunningSystem): void {
  writePrivately(fileIn(stateDir), `${JSON.stringify(running, null, 2)}\n`);
}

export function forgetRunningSystem(stateDir: string): void {
  rmSync(fileIn(stateDir), { force: true });
}

function fileIn(stateDir: string): string {
  return path.join(stateDir, "run.json");
}
