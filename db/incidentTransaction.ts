import type { Database, Transaction } from "./connect.ts";
import { sql } from "./drizzle.ts";
import { type Places, prepared } from "./prepared.ts";

declare const held: unique symbol;

/** A transaction that holds its incident's row; functions that judge the incident by its rows require one. */
export type IncidentTransaction = Transaction & { readonly [held]: true };

/**
 * Works on an incident and its rows. Every transaction with more than one lock takes them in this order: an
 * advisory lock (of an alert's key or a phone, then of a customer's silences), the incident's row, then its alerts, calls, dispatches, runs
 * and timeline, last the telephone's pace. Any other order can deadlock: a transaction that locks a call first waits for the incident
 * while the incident's closing waits for that call, and PostgreSQL aborts one of the two.
 */
export async function inIncident<T>(
  db: Database,
  incident: number,
  work: (tx: IncidentTransaction) => Promise<T>,
): Promise<T> {
  return await db.transaction(async (tx) => {
    await lockRow(tx, { incident });
    return await work(tx as IncidentTransaction);
  });
}

const lockRow = prepared(
  (_db, { incident }: Places<{ incident: number }>) =>
    sql`select from incidents where number = ${incident} for update`,
);
