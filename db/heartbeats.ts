import type { Queryable } from "./connect.ts";
import { lt, max, sql } from "./drizzle.ts";
import { workerHeartbeats } from "./schema/index.ts";

/**
 * When any worker last wrote its heartbeat. A worker whose connection is gone does not count, however recent
 * its heartbeat: a killed process loses its connection at once.
 */
export async function lastHeartbeat(db: Queryable): Promise<Date | null> {
  const rows = await db
    .select({ at: max(workerHeartbeats.at) })
    .from(workerHeartbeats)
    .where(
      sql`${workerHeartbeats.worker} in (select application_name from pg_stat_activity where datname = current_database())`,
    );
  return rows[0]?.at ?? null;
}

/** Writes a worker's heartbeat, over a connection of its name. */
export async function beat(db: Queryable, worker: string, now: Date): Promise<void> {
  await db
    .insert(workerHeartbeats)
    .values({ worker, at: now })
    .onConflictDoUpdate({ target: workerHeartbeats.worker, set: { at: now } });
}

const keptHours = 24;

/** Removes the heartbeats of workers long gone; returns how many. */
export async function removeOldHeartbeats(db: Queryable, now: Date): Promise<number> {
  const removed = await db
    .delete(workerHeartbeats)
    .where(lt(workerHeartbeats.at, new Date(now.getTime() - keptHours * 3_600_000)))
    .returning({ worker: workerHeartbeats.worker });
  return removed.length;
}
