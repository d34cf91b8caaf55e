import { isSilenceTurn } from "../domain/alerts/alert.ts";
import type { CallOutcome } from "../domain/calls/outcome.ts";
import { incidentStates } from "../domain/incidents/row.ts";
import { isUnderWay } from "./calls/calls.ts";
import type { Queryable } from "./connect.ts";
import { count, eq, inArray, isNotNull, isNull, min, sql } from "./drizzle.ts";
import { growingCount } from "./growingCount.ts";
import {
  activityFailures,
  alerts,
  calls,
  dispatches,
  incidents,
  type Kind,
  outbox,
  runbookRuns,
} from "./schema/index.ts";

/** Listed one by one, so that the few open ones are found by index among the many closed. */
export const openStates = incidentStates.filter((state) => state !== "closed");

/** Counts the ledger, over all customers, for one process: it remembers what it has counted of the largest tables. */
export function ledgerCounts({ behind }: { behind?: number } = {}) {
  const growing = {
    alerts: growingCount({ table: alerts, by: { kind: alerts.kind, status: alerts.status }, behind }),
    dispatches: growingCount({
      table: dispatches,
      by: { channel: dispatches.channel, outcome: dispatches.outcome },
      unsettled: eq(dispatches.outcome, "pending"),
      behind,
    }),
  };
  return (db: Queryable, marginBounds: readonly number[]) => readCounts(db, growing, marginBounds);
}

interface GrowingCounts {
  alerts(db: Queryable): Promise<(Pick<typeof alerts.$inferSelect, "kind" | "status"> & { count: number })[]>;
  dispatches(
    db: Queryable,
  ): Promise<(Pick<typeof dispatches.$inferSelect, "channel" | "outcome"> & { count: number })[]>;
}

/** Every query has an index. */
async function readCounts(db: Queryable, growing: GrowingCounts, marginBounds: readonly number[]) {
  // One after another, so that the metrics never take the connections that alerts need.
  return {
    /** What silences add to the sequence of an incident is no alert. */
    alertsByKind: (await growing.alerts(db)).filter(({ status }) => !isSilenceTurn(status)),
    waitingAlerts: await waitingAlerts(db),
    waitingWords: await waitingWords(db),
    openIncidents: await db
      .select({ state: incidents.state, count: count() })
      .from(incidents)
      .where(inArray(incidents.state, openStates))
      .groupBy(incidents.state),
    dispatches: await growing.dispatches(db),
    calls: await db
      .select({ outcome: sql<CallOutcome>`${calls.outcome}`, count: count() })
      .from(calls)
      .where(isNotNull(calls.outcome))
      .groupBy(calls.outcome),
    callsUnderWay: await db.$count(calls, isUnderWay),
    runs: await db
      .select({ runbook: runbookRuns.runbook, state: runbookRuns.state, count: count() })
      .from(runbookRuns)
      .groupBy(runbookRuns.runbook, runbookRuns.state),
    margins: await sloMargins(db, marginBounds),
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

async function waitingWords(db: Queryable): Promise<(Waiting & { kind: Kind })[]> {
  return await db
    .select({ kind: outbox.kind, count: count(), oldestAt: min(outbox.writtenAt) })
    .from(outbox)
    .where(isNull(outbox.relayedAt))
    .groupBy(outbox.kind);
}

/**
 * Seconds left at the first response, cumulated by bucket; negative ones came too late. One pass over the
 * rows: each tells how many bounds it is within (`width_bucket` counts the bounds at or below, hence the
 * signs).
 */
async function sloMargins(db: Queryable, bounds: readonly number[]) {
  const margin = sql`date_part('epoch', deadline_at - first_response_at)`;
  const negated = sql.join(
    bounds.toReversed().map((bound) => sql`${-bound}::float8`),
    sql`, `,
  );
  const groups = await db
    .select({
      boundsAbove: sql<number>`width_bucket(-${margin}, array[${negated}])`.as("bounds_above"),
      count: count(),
      sum: sql<number>`sum(${margin})::float8`,
    })
    .from(incidents)
    .where(sql`first_response_at is not null and deadline_at is not null`)
    .groupBy(sql`bounds_above`);
  const total = (among: typeof groups) => among.reduce((all, group) => all + group.count, 0);
  return {
    count: total(groups),
    sum: groups.reduce((all, group) => all + group.sum, 0),
    atMost: bounds.map((_, index) =>
      total(groups.filter(({ boundsAbove }) => boundsAbove >= bounds.length - index)),
    ),
  };
}

async function breaches(db: Queryable): Promise<number> {
  const rows = await db.select({ count: count() }).from(incidents).where(isNotNull(incidents.breachedAt));
  return rows[0]!.count;
}
