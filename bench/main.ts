import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { customerCount, peopleOfOtherRules } from "./customers.ts";
import { warmUp } from "./measures/alone.ts";
import { cpuWarmUps } from "./measures/cpuPerIncident.ts";
import { alertsPerSecond } from "./measures/steady.ts";
import { type Group, groupsOf, quick, thorough } from "./plan.ts";
import { profile } from "./profile.ts";
import { startBenchSystem } from "./system.ts";
import { type Figure, table } from "./table.ts";

const { values } = parseArgs({
  options: {
    quick: { type: "boolean" },
    only: { type: "string" },
    profile: { type: "boolean" },
    help: { type: "boolean", short: "h" },
  },
});

const size = values.quick ? quick : thorough;
const groups = groupsOf(size);

const namesOf = (some: readonly Group[]): string =>
  [...new Set(some.flatMap(({ measures }) => measures.map(({ name }) => name)))].join(", ");

const help = `npm run bench [-- --quick] [-- --only NAME] [-- --profile]

Starts a system of its own (PostgreSQL, Temporal, API, worker, sandbox) on an empty directory and free ports, measures it
from outside, prints a table and removes everything. About 25 minutes; with --quick some ten.

  --only NAME  ${namesOf(groups.filter(({ isExtra }) => !isExtra))};
               only if named: ${namesOf(groups.filter(({ isExtra }) => isExtra))}
  --profile    draws flame graphs of API and worker at ${alertsPerSecond} alerts/s into docs/flames instead`;

const alertsInAll =
  100 +
  size.alone +
  size.rounds +
  2 * cpuWarmUps +
  size.cpu +
  alertsPerSecond * Math.max(size.steadySeconds, size.profileSeconds) +
  300 +
  50;
const peopleEach = Math.ceil(alertsInAll / customerCount) + peopleOfOtherRules;
const longestMinutes = 45;

async function measure({ measures, isDoubled, ...options }: Group): Promise<Figure[]> {
  say(`Starting a system with ${options.callsPerSecond} calls/s…`);
  const withBare = measures.some(({ name }) => ["bare", "runbook-steps"].includes(name));
  const single = await startBenchSystem({ ...options, peopleEach, withBare, signal, say });
  const figures: Figure[] = [];
  try {
    const system = isDoubled ? await single.doubled() : single;
    await stoppable(warmUp(system));
    for (const { name, run } of measures) {
      say(`Measuring: ${name}`);
      figures.push(...(await stoppable(run(system))));
    }
  } finally {
    await single.stop();
  }
  return figures;
}

async function measureChosen(): Promise<Figure[]> {
  if (values.profile) return await profile(measure, size.profileSeconds);
  const { only } = values;
  const figures: Figure[] = [];
  for (const group of groups) {
    const measures = group.measures.filter(({ name }) =>
      only === undefined ? !group.isExtra : name === only,
    );
    if (measures.length > 0) figures.push(...(await measure({ ...group, measures })));
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
  process.stdout.write(`${machine}\n\n${table(await measureChosen())}\n`);
  process.exit();
}
