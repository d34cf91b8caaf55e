import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "../../db/connect.ts";
import { sql } from "../../db/drizzle.ts";
import type { BenchSystem } from "../system.ts";

const idleSeconds = 3;

/**
 * How many statements PostgreSQL received for some work, without those of the idle system over the same time.
 */
export async function statementsOf(
  { logs }: BenchSystem,
  db: Database,
  work: () => Promise<void>,
): Promise<number> {
  const file = path.join(logs, "postgres.log");
  await logStatements(db, "all");
  try {
    const idle = await counted(file, () => sleep(idleSeconds * 1_000));
    const busy = await counted(file, work);
    return busy.count - (idle.count / idle.seconds) * busy.seconds;
  } finally {
    await logStatements(db, "none");
  }
}

async function logStatements(db: Database, which: "all" | "none"): Promise<void> {
  await db.execute(sql.raw(`alter system set log_statement = '${which}'`));
  await db.execute(sql`select pg_reload_conf()`);
  await sleep(500);
}

async function counted(file: string, work: () => Promise<void>): Promise<{ count: number; seconds: number }> {
  const from = statSync(file).size;
  const begin = performance.now();
  await work();
  const seconds = (performance.now() - begin) / 1_000;
  // Its last lines are still on their way to the file.
  await sleep(300);
  const said = readFileSync(file).subarray(from).toString("utf8");
  return { count: said.match(/LOG: {2}(execute|statement)/g)?.length ?? 0, seconds };
}
