import { sql } from "drizzle-orm";
import type { Database, Transaction } from "./connect.ts";

declare const held: unique symbol;

/** A transaction that holds its incident's row: what judges the incident by its rows asks for one. */
export type IncidentTransaction = Transaction & { readonly [held]: true };

/**
 * Does something to an incident and to rows of it. The one order of locks, for every transaction that takes more than one:
 * an advisory lock (of an alert's key or a phone), then the incident's row, then its alerts, calls, dispatches, runs and
 * timeline. Whoever took a call or a dispatch first would wait for the incident while its closing waits for that row, and
 * PostgreSQL would undo one of the two.
 */
export async function inIncident<T>(
  db: Database,
  incident: number,
  work: (tx: IncidentTransaction) => Promise<T>,
): Promise<T> {
  return await db.transaction(async (tx) => {
    await tx.execute(sql`select from incidents where number = ${incident} for update`);
    return await work(tx as IncidentTransaction);
  });
}
