import { setTimeout as sleep } from "node:timers/promises";
import { connect, type Database } from "../../db/connect.ts";
import { and, isNotNull, isNull } from "../../db/drizzle.ts";
import { incidents } from "../../db/schema/index.ts";
import { untilTrue } from "../../dev/untilTrue.ts";
import { evenly, now } from "../intake.ts";
import { canReadProcesses, cpuMillisecondsOf } from "../processes.ts";
import type { BenchSystem } from "../system.ts";
import { atMost, type Figure } from "../table.ts";
import { fromAlertToRecovery } from "./alone.ts";

export const cpuWarmUps = 40;
const aimMilliseconds = 75;
/** Two cores carry this also while others use them. */
const alertsPerSecond = 3;
const idleSeconds = 10;

const ours = { api: "API", worker: "worker", postgres: "PostgreSQL", temporal: "Temporal" };
/** The sandbox stands for the outside world, and is not part of the figure. */
const parts = { ...ours, sandbox: "sandbox" };
type Part = keyof typeof parts;
type Cpu = Record<Part, number>;

/**
 * What an incident costs with mail, chat, a call with key 1, and recovery: the CPU time of each part's processes,
 * without what the idle system uses. Other work on the machine makes alerts slow, but hardly changes this figure.
 */
export async function cpuPerIncident(
  system: BenchSystem,
  incidentCount: number,
  warmUps = cpuWarmUps,
): Promise<Figure[]> {
  const what = `CPU per incident (${incidentCount}): ${Object.values(ours).join(" + ")}`;
  if (!canReadProcesses) return [{ what, value: "not measured: this machine has no /proc" }];
  const { db, close } = connect(system.databaseUrl, { maxConnections: 1 });
  try {
    await handle(system, db, warmUps);
    const idle = await cpuOf(system, () => sleep(idleSeconds * 1_000));
    const before = await acknowledged(db);
    const busy = await cpuOf(system, () => handle(system, db, incidentCount));
    const withKey = (await acknowledged(db)) - before;
    const each = (part: Part) =>
      (busy.used[part] - (idle.used[part] / idle.milliseconds) * busy.milliseconds) / incidentCount;
    const sum = (Object.keys(ours) as Part[]).reduce((total, part) => total + each(part), 0);
    const shares = (Object.keys(parts) as Part[]).map((part) => `${parts[part]} ${each(part).toFixed(1)}`);
    return [
      { what, value: `${sum.toFixed(1)} ms: ${shares.join(", ")}`, ...atMost(aimMilliseconds, sum, "ms") },
      ...(withKey === incidentCount
        ? []
        : [{ what: "of these, acknowledged by key", value: String(withKey), met: false }]),
    ];
  } finally {
    await close();
  }
}

/** Until all of them are closed and everything has come to rest. */
async function handle(system: BenchSystem, db: Database, incidentCount: number): Promise<void> {
  await evenly(system.people(incidentCount), alertsPerSecond, (person) =>
    fromAlertToRecovery(system, person),
  );
  await untilTrue(async () => (await db.$count(incidents, isNull(incidents.closedAt))) === 0, {
    withinMilliseconds: 60_000,
    everyMilliseconds: 1_000,
    otherwise: "not every incident was closed",
  });
  await sleep(2_000);
}

const acknowledged = (db: Database): Promise<number> =>
  db.$count(incidents, and(isNotNull(incidents.acknowledgedAt), isNotNull(incidents.closedAt)));

async function cpuOf(
  system: BenchSystem,
  work: () => Promise<void>,
): Promise<{ used: Cpu; milliseconds: number }> {
  const processes = system.processes();
  const read = () =>
    Object.fromEntries(Object.keys(parts).map((part) => [part, cpuMillisecondsOf(processes[part] ?? [])]));
  const [before, begin] = [read(), now()];
  await work();
  const [after, end] = [read(), now()];
  const used = Object.fromEntries(Object.keys(parts).map((part) => [part, after[part]! - before[part]!]));
  return { used: used as Cpu, milliseconds: end - begin };
}
