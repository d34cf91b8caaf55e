import { readFileSync, writeFileSync } from "node:fs";
import type { Database } from "../../db/connect.ts";
import { desc } from "../../db/drizzle.ts";
import { workerHeartbeats } from "../../db/schema/index.ts";

export interface WorkerMemory {
  /** Resident mebibytes; null if the machine does not tell. */
  now(): number | null;
  /** The maximum since this was created. */
  peak(): number | null;
}

/** For the worker with the latest heartbeat: its name ends in its process id. */
export async function workerMemory(db: Database): Promise<WorkerMemory> {
  const [last] = await db.select().from(workerHeartbeats).orderBy(desc(workerHeartbeats.at)).limit(1);
  const pid = Number(last?.worker.split(":").at(-1));
  const read = (field: string): number | null => {
    try {
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(status)?.[1]) / 1_024;
    } catch {
      return null;
    }
  };
  try {
    // Linux: 5 resets the peak.
    writeFileSync(`/proc/${pid}/clear_refs`, "5");
  } catch {
    // Without the reset, the peak covers its whole life.
  }
  return { now: () => read("VmRSS"), peak: () => read("VmHWM") };
}
