import { count, isNotNull, isNull, min, ne, type SQL, sql } from "drizzle-orm";
import type { Queryable } from "../connect.ts";
import { activityFailures, alerts, callFacts, calls, dispatches, incidents } from "../schema/index.ts";

/** What the ledger counts, of all customers together. Every question is answered by an index. */
export async function readCounts(db: Queryable, marginBuckets: readonly number[]) {
  // One after the other: looking at the metrics never takes the connections that alerts wait for.
  return {
    alertsByKind: await db.select({ kind: alerts.kind, count: count() }).from(alerts).groupBy(alerts.kind),
    waitingAlerts: await waitingAlerts(db),
    waitingCallFacts: await waitingCallFacts(db),
    openIncidents: await db
      .select({ state: incidents.state, count: count() })
      .from(incidents)
      .where(ne(incidents.state, "closed"))
      .groupBy(incidents.state),
    dispatches: await db
      .select({ channel: dispatches.channel, outcome: dispatches.outcome, count: count() })
      .from(dispatches)
      .groupBy(dispatches.outcome, dispatches.channel),
    calls: await db.select({ outcome: calls.outcome, count: count() }).from(calls).groupBy(calls.outcome),
    margins: await sloMargins(db, marginBuckets),
    breaches: await breaches(db),
    activityFailures: await db.select().from(activityFailures),
  };
}

export type Counts = Awaited<ReturnType<typeof readCounts>>;

interface Waiting {
  count: number;
  oldestAt: Date | null;
}

async function waitingAlerts(db: Queryable): Promise<Waiting> {
  const rows = await db
    .select({ count: count(), oldestAt: min(alerts.acceptedAt) })
    .from(alerts)
    .where(isNull(alerts.relayedAt));
  return rows[0]!;
}

async function waitingCallFacts(db: Queryable): Promise<Waiting> {
  const rows = await db
    .select({ count: count(), oldestAt: min(callFacts.receivedAt) })
    .from(callFacts)
    .where(isNull(callFacts.relayedAt));
  return rows[0]!;
}

/** Seconds that were left at the first response, cumulated by bucket; negative ones came too late. */
async function sloMargins(db: Queryable, buckets: readonly number[]) {
  const margin = sql`extract(epoch from deadline_at - first_response_at)`;
  const atMost = (seconds: number): SQL => sql`count(*) filter (where ${margin} <= ${seconds}::float8)`;
  const rows = await db
    .select({
      count: count(),
      sum: sql<number>`coalesce(sum(${margin}), 0)::float8`,
      atMost: sql<number[]>`json_build_array(${sql.join(buckets.map(atMost), sql`, `)})`,
    })
    .from(incidents)
    .where(sql`first_response_at is not null and deadline_at is not null`);
  return rows[0]!;
}

async function breaches(db: Queryable): Promise<number> {
  const rows = await db.select({ count: count() }).from(incidents).where(isNotNull(incidents.breachedAt));
  return rows[0]!.count;
}
