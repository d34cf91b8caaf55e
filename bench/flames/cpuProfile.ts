import { readFileSync } from "node:fs";

export interface CallFrame {
  functionName: string;
  url: string;
  /** From 0. */
  lineNumber: number;
  columnNumber: number;
}

/** What `node --cpu-prof` writes: a tree of calls, and which of its nodes ran at each sample. */
export interface CpuProfile {
  nodes: { id: number; callFrame: CallFrame; children?: number[] }[];
  /** Microseconds on the machine's monotonic clock. */
  startTime: number;
  samples: number[];
  /** Microseconds since the sample before. */
  timeDeltas: number[];
}

export interface Span {
  from: number;
  to: number;
}

export const readProfile = (file: string): CpuProfile => JSON.parse(readFileSync(file, "utf8"));

/** Microseconds on the clock of profiles. */
export const monotonicNow = (): number => Number(process.hrtime.bigint() / 1_000n);

/** How many microseconds each node itself ran within a span of time. */
export function selfTimes(
  { startTime, samples, timeDeltas }: CpuProfile,
  { from, to }: Span,
): Map<number, number> {
  const times = new Map<number, number>();
  let at = startTime;
  for (const [index, node] of samples.entries()) {
    at += timeDeltas[index]!;
    const lasts = timeDeltas[index + 1] ?? 0;
    if (at >= from && at < to) times.set(node, (times.get(node) ?? 0) + lasts);
  }
  return times;
}
