import { connect, type Database } from "../../db/connect.ts";
import { sql } from "../../db/drizzle.ts";
import { writeYear } from "../../db/testYear.ts";
import { benchAlarm, now } from "../intake.ts";
import { duration, median } from "../statistics.ts";
import type { BenchSystem } from "../system.ts";
import { atMost, type Figure } from "../table.ts";
import { type Asked, askAll } from "./asked.ts";

export interface YearSize {
  incidents: number;
  /** How many alerts are measured on each database. */
  alerts: number;
}

/** So few that their rows fit anywhere, and enough to fill the pages that are asked for. */
const almostNone = 2_000;
/** Nodes of each customer: those whose alerts are measured have a history. */
const nodes = 50;
const mostRatio = 1.1;

/**
 * What people and alerts wait for, with a year of closed incidents in the database, against the same with almost none:
 * measured before the year and once more after it, so that whatever else changes with time shows in both.
 */
export async function year(system: BenchSystem, { incidents, alerts }: YearSize): Promise<Figure[]> {
  const { db, close } = connect(system.databaseUrl, { maxConnections: 1 });
  try {
    await fill(system, db, almostNone);
    const before = await askAll(system, db, alerts);
    await empty(db);
    const begin = now();
    await fill(system, db, incidents);
    const filled = now() - begin;
    const size = await sizeOf(db);
    const withYear = await askAll(system, db, alerts);
    await empty(db);
    await fill(system, db, almostNone);
    const after = await askAll(system, db, alerts);
    return [
      {
        what: `year: ${incidents} incidents with 10 alerts and 10 dispatches each`,
        value: `${size}, written in ${duration(filled)}`,
      },
      ...[...withYear].map(([what, taken]) => compared(what, taken, before.get(what)!, after.get(what)!)),
    ];
  } finally {
    await close();
  }
}

function compared(what: string, withYear: Asked, before: Asked, after: Asked): Figure {
  const [year, first, last] = [withYear, before, after].map(({ milliseconds }) => median(milliseconds)) as [
    number,
    number,
    number,
  ];
  const ratio = year / ((first + last) / 2);
  return {
    what: `year: ${what}`,
    value: `${duration(year)} : ${duration(first)}, ${duration(last)} = ${ratio.toFixed(2)}`,
    ...(withYear.countsAll ? {} : atMost(mostRatio, ratio)),
  };
}

async function fill({ customers }: BenchSystem, db: Database, incidents: number): Promise<void> {
  const [row] = await db.execute<{ from: number }>(
    sql`select coalesce(max(number), 0) + 1 as from from incidents`,
  );
  await writeYear(db, {
    incidents,
    from: row!.from,
    customers: customers.map(({ id }) => id),
    nodes,
    alarm: benchAlarm,
    until: new Date(Date.now() - 24 * 3_600_000),
  });
  // As PostgreSQL does by itself in the course of a year, and not while it is measured.
  await db.execute(sql`vacuum analyze`);
  await db.execute(sql`checkpoint`);
}

/** No incident of the bench is open. */
const empty = (db: Database) =>
  db.execute(sql`truncate incidents, alerts, dispatches, calls, call_facts, timeline, outbox, runbook_runs,
    runbook_steps, recordings, incoming_calls, secondary_responses`);

async function sizeOf(db: Database): Promise<string> {
  const [row] = await db.execute<{ size: string }>(
    sql`select pg_size_pretty(pg_database_size(current_database())) as size`,
  );
  return row!.size;
}
