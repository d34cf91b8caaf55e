import { setTimeout as sleep } from "node:timers/promises";
import type { WorkflowHandle } from "@temporalio/client";
import { inArray } from "../../db/drizzle.ts";
import { runbookRuns, runbookSteps } from "../../db/schema/index.ts";
import { cpuOf, ourParts } from "../partsCpu.ts";
import { type Field, prepareField } from "../runbooks/field.ts";
import { restart } from "../runbooks/trees.ts";
import { workerMemory } from "../runbooks/workerMemory.ts";
import { duration, percentile, spread } from "../statistics.ts";
import type { BenchSystem } from "../system.ts";
import { atMost, type Figure } from "../table.ts";
import { listens } from "./alone.ts";
import { untilAllTold } from "./firsts.ts";

const runs = 200;
/** Raised one after the other, starting with the runs. */
const alertsMeanwhile = 10;
const secondsBetween = 1;
/** From the first one's start to the last one's end. */
const aimSeconds = 30;
const longestSeconds = 300;

/** Restarts a service on many targets at once, all of them one server, and raises other alerts meanwhile. */
export async function runbooksAtOnce(system: BenchSystem): Promise<Figure[]> {
  const field = await prepareField(system, runs);
  if (field === null)
    return [{ what: `${runs} runs at once`, value: "not measured: no OpenSSH server, or not root" }];
  try {
    const memory = await workerMemory(field.db);
    const before = memory.now();
    const people = system.people(alertsMeanwhile);
    for (const { phone } of people) await system.outside.phone(phone, listens);
    let raising: ReturnType<typeof raiseSlowly> | undefined;
    const { used, result } = await cpuOf(system, async () => {
      const started = await Promise.all(field.targets.map((target) => field.start(target, restart(target))));
      raising = raiseSlowly(system, people);
      const ends = await Promise.race([
        Promise.all(started.map(async (handle) => await handle.result())),
        sleep(longestSeconds * 1_000, null, { ref: false }),
      ]);
      if (ends === null) throw new Error(`${runs} runs did not end within ${longestSeconds} s`);
      return { started, ends };
    });
    const { started, ends } = result;
    const { call, mail, missing } = await untilAllTold(system.outside, (await raising)!, 60);
    const well = ends.filter(({ state }) => state === "recovered").length;
    const why = ends.find(({ state }) => state !== "recovered")?.summary;
    const restarts = (await field.host.ledger()).filter((line) => line.startsWith("restart "));
    const name = `${runs} runs of restart-service at once`;
    const { times, longest } = await timesOf(field, started.map(field.runOf));
    return [
      {
        what: `${name}: ended well`,
        value: `${well}${why === undefined ? "" : `; one of the others: ${why}`}`,
        aim: String(runs),
        met: well === runs,
      },
      {
        what: `${name}: services restarted, each once`,
        value: `${restarts.length}, ${new Set(restarts).size}`,
        met: restarts.length === runs && new Set(restarts).size === runs,
      },
      { what: `${name}: from start to end`, value: spread(times) },
      {
        what: `${name}: from the first one's start to the last one's end`,
        value: duration(longest),
        ...atMost(aimSeconds, longest / 1_000, "s"),
      },
      {
        what: `${name}: CPU each, with the alerts meanwhile`,
        value: (Object.keys(ourParts) as (keyof typeof ourParts)[])
          .map((part) => `${ourParts[part]} ${(used[part] / runs).toFixed(0)} ms`)
          .join(", "),
      },
      {
        what: `${name}: events of history, workflow tasks`,
        value: await eventsEach(started[0]!),
      },
      ...(await stepFigures(field, started.map(field.runOf))),
      {
        what: `${name}: worker's memory before, at most`,
        value: `${mebibytes(before)}, ${mebibytes(memory.peak())}`,
      },
      { what: "an alert meanwhile → request to the phone provider", value: spread(call) },
      { what: "an alert meanwhile → mail handed over", value: spread(mail) },
      ...(missing === 0 ? [] : [{ what: "alerts meanwhile: not told", value: String(missing), met: false }]),
    ];
  } finally {
    await field.close();
  }
}

async function raiseSlowly({ intake }: BenchSystem, people: ReturnType<BenchSystem["people"]>) {
  const posted = [];
  for (const person of people) {
    await sleep(secondsBetween * 1_000);
    posted.push(await intake.raise(person));
  }
  return posted;
}

async function timesOf({ db }: Field, ids: string[]): Promise<{ times: number[]; longest: number }> {
  const rows = await db.select().from(runbookRuns).where(inArray(runbookRuns.id, ids));
  const ended = rows.map(({ startedAt, endedAt }) => [startedAt.getTime(), endedAt!.getTime()] as const);
  return {
    times: ended.map(([from, to]) => to - from),
    longest: Math.max(...ended.map(([, to]) => to)) - Math.min(...ended.map(([from]) => from)),
  };
}

/** Of one run's own workflow. */
async function eventsEach(handle: WorkflowHandle): Promise<string> {
  const { events } = await handle.fetchHistory();
  const tasks = events?.filter(({ workflowTaskCompletedEventAttributes: task }) => task != null);
  return `${events?.length}, ${tasks?.length}`;
}

/** From the rows: from the step's start at the worker to its end there. */
async function stepFigures({ db }: Field, ids: string[]): Promise<Figure[]> {
  const rows = await db.select().from(runbookSteps).where(inArray(runbookSteps.run, ids));
  return [...new Set(rows.map(({ path }) => path))].sort().map((path) => {
    const those = rows.filter((row) => row.path === path && row.endedAt !== null);
    const times = those.map(({ startedAt, endedAt }) => endedAt!.getTime() - startedAt.getTime());
    return {
      what: `step ${path} (${those[0]?.kind})`,
      value: `${spread(times)}, at most ${duration(percentile(times, 100))}`,
    };
  });
}

const mebibytes = (value: number | null): string => (value === null ? "-" : `${Math.round(value)} MiB`);
