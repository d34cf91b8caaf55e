import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** Identifies a process later on: by then its number alone may belong to another program. */
export interface ProcessIdentity {
  pid: number;
  startedAt: string;
  command: string;
}

/** null if no such process runs (a dead one that was never reaped does not count). */
export function identify(pid: number): ProcessIdentity | null {
  try {
    return process.platform === "linux" ? fromProc(pid) : fromPs(pid);
  } catch {
    return null;
  }
}

export function isStillRunning(known: ProcessIdentity): boolean {
  const present = identify(known.pid);
  return present !== null && present.startedAt === known.startedAt && present.command === known.command;
}

/**
 * Processes with all of these words in their command line, for those that a crash kept out of the register.
 */
export function findByCommand(...words: readonly string[]): ProcessIdentity[] {
  return allPids()
    .map(identify)
    .filter((found) => found !== null)
    .filter(({ command }) => words.every((word) => command.includes(word)));
}

function allPids(): number[] {
  if (process.platform === "linux") return readdirSync("/proc").map(Number).filter(Number.isInteger);
  return execFileSync("ps", ["-axo", "pid="], { encoding: "utf8" }).trim().split(/\s+/).map(Number);
}

function fromProc(pid: number): ProcessIdentity | null {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The second field is the program's name in parentheses, which may hold anything, spaces included.
  const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (state === "Z" || state === "X") return null;
  const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
  return { pid, startedAt: fields[18] ?? "", command };
}

function fromPs(pid: number): ProcessIdentity | null {
  const ask = (column: string) =>
    execFileSync("ps", ["-ww", "-o", `${column}=`, "-p", String(pid)], { encoding: "utf8" }).trim();
  if (ask("state").startsWith("Z")) return null;
  return { pid, startedAt: ask("lstart"), command: ask("command") };
}
