import { max } from "drizzle-orm";
import type { Queryable } from "../connect.ts";
import { workerHeartbeats } from "../schema/index.ts";

/** When a worker, any of them, last said that it lives. */
export async function lastHeartbeat(db: Queryable): Promise<Date | null> {
  const rows = await db.select({ at: max(workerHeartbeats.at) }).from(workerHeartbeats);
  return rows[0]?.at ?? null;
}
