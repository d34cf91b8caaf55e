import { setTimeout as sleep } from "node:timers/promises";
import { connect, type Database } from "../../db/connect.ts";
import { and, isNotNull, isNull } from "../../db/drizzle.ts";
import { incidents } from "../../db/schema/index.ts";
import { untilTrue } from "../../dev/untilTrue.ts";
import { evenly } from "../intake.ts";
import { canReadProcesses, cpuOf, ourParts, type Part, parts } from "../partsCpu.ts";
import type { BenchSystem } from "../system.ts";
import { atMost, type Figure } from "../table.ts";
import { fromAlertToRecovery } from "./alone.ts";

export const cpuWarmUps = 40;
const aimMilliseconds = 75;
/** Two cores carry this also while others use them. */
const alertsPerSecond = 3;
const idleSeconds = 10;

/**
 * What an incident costs with mail, chat, a call with key 1, and recovery: the CPU time of each part's processes,
 * without what the idle system uses. Other work on the machine makes alerts slow, but hardly changes this figure.
 */
export async function cpuPerIncident(
  system: BenchSystem,
  incidentCount: number,
  warmUps = cpuWarmUps,
): Promise<Figure[]> {
  const what = `CPU per incident (${incidentCount}): ${Object.values(ourParts).join(" + ")}`;
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
    const sum = (Object.keys(ourParts) as Part[]).reduce((total, part) => total + each(part), 0);
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
