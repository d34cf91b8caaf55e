import { alone } from "./measures/alone.ts";
import { bareRatio } from "./measures/bareRatio.ts";
import { board } from "./measures/board.ts";
import { burst } from "./measures/burst.ts";
import { cpuPerIncident } from "./measures/cpuPerIncident.ts";
import { flood } from "./measures/flood.ts";
import { history } from "./measures/history.ts";
import { oneOrTwo } from "./measures/oneOrTwo.ts";
import { runbookSteps } from "./measures/runbookSteps.ts";
import { runbooksAtOnce } from "./measures/runbooksAtOnce.ts";
import { type SleepingSize, sleeping } from "./measures/sleeping.ts";
import { steady, steadyAtOneCall } from "./measures/steady.ts";
import { workerStart } from "./measures/workerStart.ts";
import { type YearSize, year } from "./measures/year.ts";
import type { BenchSystem, BenchSystemOptions } from "./system.ts";
import type { Figure } from "./table.ts";

/** How much of each thing is measured. */
export interface Size {
  alone: number;
  cpu: number;
  rounds: number;
  runbookRounds: number;
  steadySeconds: number;
  slowSeconds: number;
  profileSeconds: number;
  sleeping: SleepingSize;
  year: YearSize;
}

export const quick: Size = {
  alone: 15,
  cpu: 60,
  rounds: 10,
  runbookRounds: 4,
  steadySeconds: 10,
  slowSeconds: 5,
  profileSeconds: 10,
  sleeping: { open: 1_000, caches: [100, 600] },
  year: { incidents: 50_000, alerts: 15 },
};

export const thorough: Size = {
  alone: 60,
  cpu: 120,
  rounds: 40,
  runbookRounds: 12,
  steadySeconds: 60,
  slowSeconds: 20,
  profileSeconds: 20,
  sleeping: { open: 10_000, caches: [100, 2_100] },
  year: { incidents: 500_000, alerts: 20 },
};

interface Measure {
  name: string;
  run(system: BenchSystem): Promise<Figure[]>;
}

/** Measures that follow one another on one system. */
export interface Group extends Pick<BenchSystemOptions, "callsPerSecond" | "environment"> {
  /** With a second worker and a second API server. */
  isDoubled?: boolean;
  /** Runs only if named. */
  isExtra?: boolean;
  measures: readonly Measure[];
}

export const groupsOf = (size: Size): Group[] => [
  {
    callsPerSecond: 50,
    measures: [
      { name: "alone", run: (system) => alone(system, size.alone) },
      { name: "bare", run: (system) => bareRatio(system, size.rounds) },
      { name: "cpu", run: (system) => cpuPerIncident(system, size.cpu) },
      { name: "history", run: history },
      { name: "runbook-steps", run: (system) => runbookSteps(system, size.runbookRounds) },
      { name: "runbooks-at-once", run: runbooksAtOnce },
      { name: "steady", run: (system) => steady(system, size.steadySeconds) },
      { name: "burst", run: burst },
      { name: "board", run: board },
      // It leaves work behind, so nothing may follow it.
      { name: "flood", run: flood },
    ],
  },
  {
    callsPerSecond: 1,
    measures: [{ name: "slow-calls", run: (system) => steadyAtOneCall(system, size.slowSeconds) }],
  },
  { callsPerSecond: 50, measures: [{ name: "worker-start", run: workerStart }] },
  ...[false, true].map((isDoubled) => ({
    callsPerSecond: 50,
    isDoubled,
    isExtra: true,
    measures: [{ name: "two", run: (system: BenchSystem) => oneOrTwo(system, isDoubled, size.cpu) }],
  })),
  {
    callsPerSecond: 50,
    isExtra: true,
    measures: [{ name: "sleeping", run: (system) => sleeping(system, size.sleeping) }],
  },
  {
    callsPerSecond: 50,
    isExtra: true,
    measures: [{ name: "year", run: (system) => year(system, size.year) }],
  },
];
