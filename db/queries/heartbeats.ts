import { lt, max } from "drizzle-orm";
import type { Queryable } from "../connect.ts";
import { workerHeartbeats } from "../schema/index.ts";

/** When a worker, any of them, last said that it lives. */
export async function lastHeartbeat(db: Queryable): Promise<Date | null> {
  const rows = await db.select({ at: max(workerHeartbeats.at) }).from(workerHeartbeats);
  return rows[0]?.at ?? null;
}

/** A worker says that it lives; the rows of those that are long gone are swept out. */
export async function beat(db: Queryable, worker: string, now: Date): Promise<void> {
  await db
    .insert(workerHeartbeats)
    .values({ worker, at: now })
    .onConflictDoUpdate({ target: workerHeartbeats.worker, set: { at: now } });
  await db.delete(workerHeartbeats).where(lt(workerHeartbeats.at, new Date(now.getTime() - 24 * 3_600_000)));
}
