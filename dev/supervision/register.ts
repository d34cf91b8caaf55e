import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { writePrivately } from "../../config/privateFile.ts";
import { isStillRunning, type ProcessIdentity } from "./processIdentity.ts";

const identity = z.object({ pid: z.number(), startedAt: z.string(), command: z.string() });
const entries = z.record(z.string(), identity.extend({ stopSignal: z.enum(["SIGINT", "SIGTERM"]) }));

export interface RegisteredProcess extends ProcessIdentity {
  stopSignal: "SIGINT" | "SIGTERM";
}

/** The processes that this system started, on disk, so that a start after a full crash can clean up. */
export interface Register {
  add(name: string, entry: RegisteredProcess): void;
  remove(name: string): void;
}

export function openRegister(stateDir: string): Register {
  const known = { ...readRegister(stateDir) };
  const save = () => writePrivately(fileIn(stateDir), `${JSON.stringify(known, null, 2)}\n`);
  return {
    add(name, entry) {
      known[name] = entry;
      save();
    },
    remove(name) {
      delete known[name];
      save();
    },
  };
}

const patienceMilliseconds = 5_000;

/**
 * Stops what a killed supervisor left behind, in the given order, and returns the names. A process is ours
 * only if its number, start time and command line match those recorded at its start.
 */
export async function stopLeftovers(stateDir: string, order: readonly string[]): Promise<string[]> {
  const known = readRegister(stateDir);
  const names = Object.keys(known).sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const stopped: string[] = [];
  for (const name of names) {
    const entry = known[name];
    if (entry && isStillRunning(entry)) {
      await stopProcess(entry, entry.stopSignal);
      stopped.push(name);
    }
  }
  rmSync(fileIn(stateDir), { force: true });
  return stopped;
}

/** Sends the signal, waits, and after a while kills. */
export async function stopProcess(known: ProcessIdentity, signal: NodeJS.Signals): Promise<void> {
  send(known.pid, signal);
  const deadline = Date.now() + patienceMilliseconds;
  while (isStillRunning(known)) {
    if (Date.now() > deadline) send(known.pid, "SIGKILL");
    await sleep(50);
  }
}

/** A process that has just ended needs no stopping. */
function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** By the names of the parts; empty if nothing was ever started there. */
export function readRegister(stateDir: string): Readonly<Record<string, RegisteredProcess>> {
  try {
    return entries.parse(JSON.parse(readFileSync(fileIn(stateDir), "utf8")));
  } catch {
    return {};
  }
}

function fileIn(stateDir: string): string {
  return path.join(stateDir, "processes.json");
}
