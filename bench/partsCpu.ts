import { now } from "./intake.ts";
import { cpuMillisecondsOf } from "./processes.ts";
import type { BenchSystem } from "./system.ts";

export { canReadProcesses } from "./processes.ts";

export const ourParts = { api: "API", worker: "worker", postgres: "PostgreSQL", temporal: "Temporal" };
/** The sandbox stands for the outside world, and is not part of the figures. */
export const parts = { ...ourParts, sandbox: "sandbox" };
export type Part = keyof typeof parts;

interface Used<Result> {
  /** The CPU time of each part's processes, in milliseconds. */
  used: Record<Part, number>;
  milliseconds: number;
  result: Result;
}

/** What each part uses during some work, whatever that is. */
export async function cpuOf<Result>(system: BenchSystem, work: () => Promise<Result>): Promise<Used<Result>> {
  const processes = system.processes();
  const read = () => eachPart((part) => cpuMillisecondsOf(processes[part] ?? []));
  const [before, begin] = [read(), now()];
  const result = await work();
  const [after, end] = [read(), now()];
  return { used: eachPart((part) => after[part] - before[part]), milliseconds: end - begin, result };
}

const eachPart = (value: (part: Part) => number): Record<Part, number> =>
  Object.fromEntries(Object.keys(parts).map((part) => [part, value(part as Part)])) as Record<Part, number>;
