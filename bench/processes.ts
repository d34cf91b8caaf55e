import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** Linux tells in /proc what processes use. */
export const canReadProcesses = process.platform === "linux";

/** The CPU time that these processes and all below them have used since they began. */
export function cpuMillisecondsOf(pids: readonly number[]): number {
  const ticks = treesOf(pids).reduce((sum, one) => sum + one.ticks, 0);
  return (ticks * 1_000) / ticksPerSecond();
}

/** Their resident memory, with each shared page divided among those that share it. */
export function mebibytesOf(pids: readonly number[]): number {
  return treesOf(pids).reduce((sum, { pid }) => sum + kibibytesOf(pid), 0) / 1_024;
}

interface Process {
  pid: number;
  parent: number;
  /** Of all its threads, and of its children that have ended. */
  ticks: number;
}

function treesOf(pids: readonly number[]): Process[] {
  const children = Map.groupBy(readAll(), ({ parent }) => parent);
  const all = [...children.values()].flat();
  const withChildren = (one: Process): Process[] => [
    one,
    ...(children.get(one.pid) ?? []).flatMap(withChildren),
  ];
  return all.filter(({ pid }) => pids.includes(pid)).flatMap(withChildren);
}

function readAll(): Process[] {
  const pids = readdirSync("/proc").map(Number).filter(Number.isInteger);
  return pids.map(readProcess).filter((found) => found !== null);
}

/** null if it has just ended. */
function readProcess(pid: number): Process | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name in parentheses, which may hold anything, spaces included.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const usedTicks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return { pid, parent: Number(fields[1]), ticks: usedTicks };
  } catch {
    return null;
  }
}

/** None if it has just ended. */
function kibibytesOf(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

const ticksPerSecond = (): number => Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));
