import { connect, type Database } from "../db/connect.ts";
import { eq } from "../db/drizzle.ts";
import {
  type AlertRow,
  alerts,
  callFacts,
  calls,
  dispatches,
  type IncidentRow,
  incidents,
  outbox,
} from "../db/schema/index.ts";
import type { OutsideLedger } from "./outside.ts";
import { burst, customer } from "./stories.ts";

/** What the system recorded about the customer of the stories, and what really reached people. */
export interface Aftermath {
  outside: OutsideLedger;
  alerts: AlertRow[];
  incidents: IncidentRow[];
  calls: (typeof calls.$inferSelect)[];
  callFacts: (typeof callFacts.$inferSelect)[];
  outbox: (typeof outbox.$inferSelect)[];
  dispatches: (typeof dispatches.$inferSelect)[];
}

/**
 * Reads the system's ledger first and the outside's after it: whatever the first claims must be in the
 * second.
 */
export async function readAftermath(
  databaseUrl: string,
  readOutside: () => Promise<OutsideLedger>,
): Promise<Aftermath> {
  const connection = connect(databaseUrl, { maxConnections: 1 });
  try {
    return { ...(await readTables(connection.db)), outside: await readOutside() };
  } finally {
    await connection.close();
  }
}

async function readTables(db: Database): Promise<Omit<Aftermath, "outside">> {
  return {
    alerts: await db.select().from(alerts).where(eq(alerts.customer, customer)).orderBy(alerts.id),
    incidents: await db
      .select()
      .from(incidents)
      .where(eq(incidents.customer, customer))
      .orderBy(incidents.number),
    calls: await db.select().from(calls).where(eq(calls.customer, customer)),
    callFacts: await db.select().from(callFacts),
    outbox: await db.select().from(outbox),
    dispatches: await db.select().from(dispatches),
  };
}

/** What still waits or is under way, in words; empty once everything has ended. */
export function unfinished(after: Omit<Aftermath, "outside">): string[] {
  const nobodyReached = new Set(
    after.dispatches.filter(({ kind }) => kind === "fallback").map(({ incident }) => incident),
  );
  return [
    ...after.alerts
      .filter(({ relayedAt }) => relayedAt === null)
      .map(({ id }) => `alert ${id} is not relayed`),
    ...after.outbox
      .filter(({ relayedAt }) => relayedAt === null)
      .map(({ kind, rowId, word }) => `${kind} ${rowId} has not been told ${word.is}`),
    ...after.calls.filter(({ outcome }) => outcome === null).map(({ id }) => `call ${id} has no end`),
    ...after.dispatches
      .filter(({ outcome }) => outcome === "pending")
      .map(({ id, channel, to }) => `${channel} ${id} to ${to} is pending`),
    ...after.incidents
      .filter(({ acknowledgedBy, recoveredAt }) => acknowledgedBy === null && recoveredAt === null)
      .filter(({ number, node }) => !nobodyReached.has(number) && !burst.includes(node))
      .map(({ number, node, alarm }) => `the call list of #${number} ${node} ${alarm} has no end`),
    ...after.incidents
      .filter(({ recoveredAt, closedAt }) => recoveredAt !== null && closedAt === null)
      .map(({ number, node, alarm }) => `#${number} ${node} ${alarm} has recovered and is not closed`),
  ];
}
