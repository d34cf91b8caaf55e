import { setTimeout as sleep } from "node:timers/promises";
import { connect, type Database } from "../../db/connect.ts";
import { and, isNotNull, isNull, like } from "../../db/drizzle.ts";
import { alerts, incidents } from "../../db/schema/index.ts";
import { untilTrue } from "../../dev/untilTrue.ts";
import type { Person } from "../customers.ts";
import { type Intake, intakeAt, now } from "../intake.ts";
import { canReadProcesses, cpuMillisecondsOf, mebibytesOf } from "../processes.ts";
import { sleepersCustomers, sleepersFiles, sleepersNodes, wakersOf } from "../sleepers.ts";
import { duration, spread } from "../statistics.ts";
import { type BenchSystem, importAll } from "../system.ts";
import type { Figure } from "../table.ts";

export interface SleepingSize {
  open: number;
  /** Two sizes of the worker's cache to compare. */
  caches: readonly [number, number];
}

const perBody = 500;
const withinMilliseconds = 20 * 60_000;
const quietSeconds = 3;

/** Many open incidents on one worker: the memory they take, and how soon one that sleeps is awake. */
export async function sleeping(system: BenchSystem, { open, caches }: SleepingSize): Promise<Figure[]> {
  const what = `${open} open incidents`;
  if (!canReadProcesses) return [{ what, value: "not measured: this machine has no /proc" }];
  const intake = intakeAt([system.api], await importAll(system.env, system.logs, sleepersFiles()));
  const { db, close } = connect(system.databaseUrl, { maxConnections: 1 });
  const [early, late] = [wakersOf("early"), wakersOf("late")];
  try {
    const before = memoryOf(system);
    const begin = now();
    await raiseAll(intake, nodesOf(early));
    await untilTold(db, early.length);
    await raiseAll(intake, sleepersNodes(open));
    await untilTold(db, early.length + open);
    const opened = now() - begin;
    await raiseAll(intake, nodesOf(late));
    await untilTold(db, early.length + open + late.length);
    await untilQuiet(system);
    const after = memoryOf(system);
    const forgotten = await recoverEach(system, intake, early);
    const remembered = await recoverEach(system, intake, late);
    return [
      { what: `${what}: all told by mail`, value: duration(opened) },
      ...Object.entries(after).map(([part, mebibytes]) => ({
        what: `${what}: memory of ${part}, before and after`,
        value: `${before[part]?.toFixed(0)} and ${mebibytes.toFixed(0)} MiB`,
      })),
      { what: `${what}: recovery → mail, forgotten by the worker`, value: spread(forgotten) },
      { what: `${what}: recovery → mail, in its cache`, value: spread(remembered) },
      await cachedWorkflow(system, db, intake, caches),
    ];
  } finally {
    await close();
  }
}

/** The same repeats to two new workers that differ in their cache alone: what each workflow in it costs. */
async function cachedWorkflow(
  system: BenchSystem,
  db: Database,
  intake: Intake,
  [few, many]: SleepingSize["caches"],
): Promise<Figure> {
  const worker: number[] = [];
  for (const cache of [few, many]) {
    await system.stopWorker();
    await system.startWorker({ WORKFLOW_CACHE_SIZE: String(cache) });
    await raiseAll(intake, sleepersNodes(many));
    await untilTrue(async () => (await db.$count(alerts, isNull(alerts.relayedAt))) === 0, {
      withinMilliseconds,
      otherwise: "not every repeat was relayed",
    });
    await untilQuiet(system);
    worker.push(memoryOf(system).worker!);
  }
  const [small, large] = worker as [number, number];
  return {
    what: `a workflow in the worker's cache (${few} and ${many} of them)`,
    value: `${((large - small) / (many - few)).toFixed(2)} MiB (${small.toFixed(0)} and ${large.toFixed(0)} MiB)`,
  };
}

const nodesOf = (people: readonly Person[]): Map<string, string[]> =>
  new Map(
    [...Map.groupBy(people, ({ customer }) => customer)].map(([customer, its]) => [
      customer,
      its.map(({ node }) => node),
    ]),
  );

async function raiseAll(intake: Intake, nodes: ReadonlyMap<string, string[]>): Promise<void> {
  for (const [customer, its] of nodes)
    for (let from = 0; from < its.length; from += perBody)
      await intake.flood(customer, its.slice(from, from + perBody));
}

const untilTold = (db: Database, count: number): Promise<void> => {
  const told = and(like(incidents.customer, sleepersCustomers), isNotNull(incidents.firstResponse));
  return untilTrue(async () => (await db.$count(incidents, told)) === count, {
    withinMilliseconds,
    everyMilliseconds: 1_000,
    otherwise: `not all of ${count} incidents were told`,
  });
};

/** A worker that uses less than a tenth of a core has nothing left to do. */
async function untilQuiet(system: BenchSystem): Promise<void> {
  const used = () => cpuMillisecondsOf(system.processes().worker ?? []);
  for (let before = used(); ; before = used()) {
    await sleep(quietSeconds * 1_000);
    if (used() - before < quietSeconds * 100) return;
  }
}

const memoryOf = (system: BenchSystem): Record<string, number> => {
  const { worker = [], temporal = [], postgres = [] } = system.processes();
  return {
    worker: mebibytesOf(worker),
    Temporal: mebibytesOf(temporal),
    PostgreSQL: mebibytesOf(postgres),
  };
};

/** One after the other: from the recovery's request to its mail. */
async function recoverEach(
  { outside }: BenchSystem,
  intake: Intake,
  people: readonly Person[],
): Promise<number[]> {
  const taken: number[] = [];
  for (const person of people) {
    const begin = now();
    await intake.recover(person);
    await untilTrue(async () => (await outside.mailsTo(person)).length === 2, {
      withinMilliseconds: 30_000,
      otherwise: `no mail told ${person.mail} of the recovery`,
    });
    taken.push((await outside.mailsTo(person))[1]! - begin);
  }
  return taken;
}
