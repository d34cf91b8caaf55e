import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { customerCount, peopleOfOtherRules } from "./customers.ts";
import { alone, warmUp } from "./measures/alone.ts";
import { bareRatio } from "./measures/bareRatio.ts";
import { board } from "./measures/board.ts";
import { burst } from "./measures/burst.ts";
import { cpuPerIncident, cpuWarmUps } from "./measures/cpuPerIncident.ts";
import { flood } from "./measures/flood.ts";
import { history } from "./measures/history.ts";
import { oneOrTwo } from "./measures/oneOrTwo.ts";
import { runbookSteps } from "./measures/runbookSteps.ts";
import { runbooksAtOnce } from "./measures/runbooksAtOnce.ts";
import { type SleepingSize, sleeping } from "./measures/sleeping.ts";
import { alertsPerSecond, steady, steadyAtOneCall } from "./measures/steady.ts";
import { workerStart } from "./measures/workerStart.ts";
import { type BenchSystem, startBenchSystem } from "./system.ts";
import { type Figure, table } from "./table.ts";

const { values } = parseArgs({
  options: { quick: { type: "boolean" }, only: { type: "string" }, help: { type: "boolean", short: "h" } },
});

interface Measure {
  name: string;
  run(system: BenchSystem): Promise<Figure[]>;
}

const few: SleepingSize = { open: 1_000, caches: [100, 600] };
const many: SleepingSize = { open: 10_000, caches: [100, 2_100] };
const size = values.quick
  ? { alone: 15, cpu: 60, rounds: 10, runbookRounds: 4, steadySeconds: 10, slowSeconds: 5, sleeping: few }
  : {
      alone: 60,
      cpu: 120,
      rounds: 40,
      runbookRounds: 12,
      steadySeconds: 60,
      slowSeconds: 20,
      sleeping: many,
    };

/** Measures on one system, in this order. */
interface Group {
  callsPerSecond: number;
  /** With a second worker and a second API server. */
  isDoubled?: boolean;
  /** Not among those that run when none is named. */
  isExtra?: boolean;
  measures: readonly Measure[];
}

const groups: readonly Group[] = [
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
];

const namesOf = (some: readonly Group[]): string =>
  [...new Set(some.flatMap(({ measures }) => measures.map(({ name }) => name)))].join(", ");

const help = `npm run bench [-- --quick] [-- --only NAME]

Starts a system of its own (PostgreSQL, Temporal, API, worker, sandbox) on an empty directory and free ports, measures it
from outside, prints a table and removes everything. About twenty minutes; with --quick some seven.
--only: ${namesOf(groups.filter(({ isExtra }) => !isExtra))}; or, not among those: ${namesOf(groups.filter(({ isExtra }) => isExtra))}`;

const alertsInAll =
  100 +
  size.alone +
  size.rounds +
  2 * cpuWarmUps +
  size.cpu +
  alertsPerSecond * size.steadySeconds +
  300 +
  50;
const peopleEach = Math.ceil(alertsInAll / customerCount) + peopleOfOtherRules;
const longestMinutes = 45;

async function measure({ callsPerSecond, measures, isDoubled, isExtra }: Group): Promise<Figure[]> {
  const chosen = measures.filter(({ name }) => (values.only === undefined ? !isExtra : values.only === name));
  if (chosen.length === 0) return [];
  say(`Starting a system with ${callsPerSecond} calls/s…`);
  const withBare = chosen.some(({ name }) => ["bare", "runbook-steps"].includes(name));
  const single = await startBenchSystem({ callsPerSecond, peopleEach, withBare, signal, say });
  const figures: Figure[] = [];
  try {
    const system = isDoubled ? await single.doubled() : single;
    await stoppable(warmUp(system));
    for (const { name, run } of chosen) {
      say(`Measuring: ${name}`);
      figures.push(...(await stoppable(run(system))));
    }
  } finally {
    await single.stop();
  }
  return figures;
}

const stopping = new AbortController();
const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(longestMinutes * 60_000)]);
for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, () => stopping.abort());

/** Ends early when the bench is told to stop. The caller that started the system stops it. */
function stoppable<Result>(work: Promise<Result>): Promise<Result> {
  const stop = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(new Error("stopped")), { once: true });
  });
  return Promise.race([work, stop]);
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

if (values.help) {
  process.stdout.write(`${help}\n`);
} else {
  const load = loadavg()[0]!.toFixed(1);
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? "?"}, Node ${process.version}, load before ${load}`;
  const figures: Figure[] = [];
  for (const group of groups) figures.push(...(await measure(group)));
  process.stdout.write(`${machine}\n\n${table(figures)}\n`);
  process.exit();
}
