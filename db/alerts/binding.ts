import { and, desc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { comparableTime } from "../../domain/alerts/alert.ts";
import { alertEvents } from "../../domain/alerts/events.ts";
import { type Binding, bindAlert, type ClosedIncident } from "../../domain/incidents/binding.ts";
import type { Database, Queryable, Transaction } from "../connect.ts";
import { type AlertRow, alerts, type IncidentRow, incidents } from "../schema/index.ts";
import { tellTimeline } from "../timelineLines.ts";
import { alertLines, bindTo, countIn, joinBehind, saidBy, type Times, takeAgain } from "./joining.ts";

export interface RelayKey {
  customer: string | null;
  source: string;
  dedupKey: string;
}

/** What a new incident's row needs besides its alert; the caller makes it from the configuration. */
export type NewIncident = Pick<
  IncidentRow,
  "workflowId" | "version" | "rule" | "system" | "state" | "detectedAt" | "deadlineAt" | "openedAt"
>;

export interface Bound {
  alert: AlertRow;
  /** null: the alert joins no incident, and Temporal is not told. */
  incident: IncidentRow | null;
  /** Alerts that waited behind it and joined the same incident, to be told together. */
  behind?: AlertRow[];
}

const sameKey = (table: typeof alerts | typeof incidents, key: RelayKey) =>
  and(
    key.customer === null ? isNull(table.customer) : eq(table.customer, key.customer),
    eq(table.source, key.source),
    eq(table.dedupKey, key.dedupKey),
  );

export async function oldestWaiting(db: Queryable, key: RelayKey, limit: number): Promise<AlertRow[]> {
  return await db
    .select()
    .from(alerts)
    .where(and(sameKey(alerts, key), isNull(alerts.relayedAt)))
    .orderBy(alerts.id)
    .limit(limit);
}

/**
 * Binds an alert to its incident, once (R5.1b): it joins its key's open incident, opens a new one, or is only
 * kept. Alerts of a key take turns, so one opens and the next joins, however many servers relay. When it
 * joins, the alerts waiting `behind` it join too. null: it was already relayed, another server is telling
 * Temporal of it, or it must wait.
 */
export async function bindOnce(
  db: Database,
  alertId: number,
  key: RelayKey,
  makeIncident: (alert: AlertRow) => NewIncident,
  times: Times,
  behind: readonly number[] = [],
): Promise<Bound | null> {
  return await db.transaction(async (tx) => {
    const name = JSON.stringify([key.customer, key.source, key.dedupKey]);
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 1))`);
    const [alert] = await tx.select().from(alerts).where(eq(alerts.id, alertId));
    if (alert === undefined || alert.relayedAt !== null) return null;
    if (alert.leaseUntil !== null && alert.leaseUntil > times.now) return null;
    if (alert.incident !== null) {
      const again = await takeAgain(tx, alert.incident, behind, times);
      return { alert, incident: await leased(tx, alert, times.leaseUntil), behind: again };
    }
    // Locked, so that an incident closing now either sees this alert or is already closed for it.
    const [open] = await tx
      .select()
      .from(incidents)
      .where(and(sameKey(incidents, key), isNull(incidents.closedAt)))
      .for("update");
    if (open !== undefined && (await lastIsUntold(tx, open))) return null;
    const said = { ...alert, occurredAt: comparableTime(alert) };
    const binding = bindAlert(said, open?.number ?? null, open ? null : await lastClosed(tx, alert, key));
    const bound = await carryOut(tx, alert, binding, makeIncident, times);
    if (binding.bind !== "join") return bound;
    return { ...bound, behind: await joinBehind(tx, binding.incident, behind, times) };
  });
}

/**
 * An alert that Temporal has not been told of goes first, even before an older one (a recovery taken back):
 * to the workflow, an alert out of sequence looks like one it has already seen.
 */
async function lastIsUntold(tx: Transaction, incident: IncidentRow): Promise<boolean> {
  const [untold] = await tx
    .select({ id: alerts.id })
    .from(alerts)
    .where(
      and(
        eq(alerts.incident, incident.number),
        eq(alerts.sequence, incident.alertCount),
        isNull(alerts.relayedAt),
      ),
    );
  return untold !== undefined;
}

async function carryOut(
  tx: Transaction,
  alert: AlertRow,
  binding: Binding,
  makeIncident: (alert: AlertRow) => NewIncident,
  { now, leaseUntil }: Times,
): Promise<Bound> {
  switch (binding.bind) {
    case "nothing":
      await tx.update(alerts).set({ relayedAt: now }).where(eq(alerts.id, alert.id));
      return { alert, incident: null };
    case "keep-quietly": {
      const incident = await countIn(tx, binding.incident);
      await bindTo(tx, alert, incident, { relayedAt: now });
      const kept = alertEvents.keptQuietly({ ...saidBy(alert), reason: binding.reason });
      await tellTimeline(tx, alertLines(alert, incident, kept));
      return { alert, incident: null };
    }
    case "join": {
      const incident = await countIn(tx, binding.incident);
      await tellTimeline(tx, alertLines(alert, incident, alertEvents.joined(saidBy(alert))));
      return { alert: await bindTo(tx, alert, incident, { leaseUntil }), incident };
    }
    case "open": {
      const incident = await open(tx, alert, makeIncident(alert));
      const opened = alertEvents.opened({ ...saidBy(alert), rule: incident.rule });
      // Sent together, for one round trip.
      const [bound] = await Promise.all([
        bindTo(tx, alert, incident, { leaseUntil }),
        tellTimeline(tx, alertLines(alert, incident, opened)),
        takeBackEarlyRecovery(tx, alert).then(() => letOthersJoin(tx, alert)),
      ]);
      return { alert: bound, incident };
    }
  }
}

async function open(tx: Transaction, alert: AlertRow, made: NewIncident): Promise<IncidentRow> {
  const { customer, source, dedupKey, node, alarm, level } = alert;
  const row = { customer, source, dedupKey, node, alarm, level, ...made, alertCount: 1 };
  // Sent together, for one round trip; the select runs first.
  const [earlier, [incident]] = await Promise.all([
    tx.select({ number: incidents.number }).from(incidents).where(sameKey(incidents, alert)).limit(1),
    tx.insert(incidents).values(row).returning(),
  ]);
  if (incident === undefined) throw new Error("the incident's row was not written");
  const isFirst = customer !== null && earlier.length === 0;
  return isFirst ? incident : await withOwnWorkflow(tx, incident);
}

/**
 * An earlier incident's run may still be busy (an undo, a call, a notice being retried), so each later
 * incident of the key has its own workflow id. Incidents without a customer always have one, since an
 * operator may have assigned an earlier one, with its run, to a customer.
 */
async function withOwnWorkflow(tx: Transaction, incident: IncidentRow): Promise<IncidentRow> {
  const workflowId = `${incident.workflowId}/${incident.number}`;
  await tx.update(incidents).set({ workflowId }).where(eq(incidents.number, incident.number));
  return { ...incident, workflowId };
}

/** Queues a recovery again that arrived before its own alert; only the tool's own times can show this. */
async function takeBackEarlyRecovery(tx: Transaction, alert: AlertRow): Promise<void> {
  const time = comparableTime(alert);
  if (time === null) return;
  await tx
    .update(alerts)
    .set({ relayedAt: null })
    .where(
      and(
        sameKey(alerts, alert),
        isNull(alerts.incident),
        isNotNull(alerts.relayedAt),
        eq(alerts.status, "recovered"),
        eq(alerts.series, alert.series),
        isNotNull(alerts.occurredAt),
        sql`least(${alerts.occurredAt}, ${alerts.acceptedAt}) >= ${time.toISOString()}::timestamptz`,
        sql`${alerts.acceptedAt} > ${alert.acceptedAt.toISOString()}::timestamptz - interval '10 minutes'`,
      ),
    );
}

/** Alerts waiting for the incident just opened need not wait for their customer's turn to open another. */
async function letOthersJoin(tx: Transaction, alert: AlertRow): Promise<void> {
  await tx
    .update(alerts)
    .set({ joins: true })
    .where(and(sameKey(alerts, alert), isNull(alerts.relayedAt)));
}

async function leased(tx: Transaction, alert: AlertRow, leaseUntil: Date): Promise<IncidentRow | null> {
  await tx.update(alerts).set({ leaseUntil }).where(eq(alerts.id, alert.id));
  const [incident] = await tx
    .select()
    .from(incidents)
    .where(eq(incidents.number, alert.incident as number));
  return incident ?? null;
}

/** The last closed incident of this key, used to tell whether an alert is old news. */
async function lastClosed(tx: Transaction, alert: AlertRow, key: RelayKey): Promise<ClosedIncident | null> {
  if (alert.startedAt === null && alert.occurredAt === null) return null;
  const [closed] = await tx
    .select()
    .from(incidents)
    .where(and(sameKey(incidents, key), isNotNull(incidents.closedAt)))
    .orderBy(desc(incidents.number))
    .limit(1);
  if (closed === undefined) return null;
  const said = await tx
    .select()
    .from(alerts)
    .where(and(eq(alerts.incident, closed.number), eq(alerts.series, alert.series)))
    .orderBy(desc(alerts.sequence))
    .limit(50);
  const recovery = said.find((one) => one.status === "recovered");
  return {
    number: closed.number,
    resolvedByPerson: closed.resolvedBy !== null,
    startedAt: said.flatMap((one) => (one.startedAt === null ? [] : [one.startedAt])),
    recovery:
      recovery === undefined
        ? null
        : { occurredAt: comparableTime(recovery), acceptedAt: recovery.acceptedAt },
  };
}

export async function markRelayed(db: Queryable, ids: readonly number[], at: Date): Promise<void> {
  if (ids.length > 0)
    await db
      .update(alerts)
      .set({ relayedAt: at })
      .where(inArray(alerts.id, [...ids]));
}

/** A closed incident needs no run, even if alerts are still bound to it. */
export async function isClosed(db: Queryable, incident: number): Promise<boolean> {
  const [row] = await db
    .select({ closedAt: incidents.closedAt })
    .from(incidents)
    .where(eq(incidents.number, incident));
  return row === undefined || row.closedAt !== null;
}

export async function giveUpLease(db: Queryable, ids: readonly number[]): Promise<void> {
  await db
    .update(alerts)
    .set({ leaseUntil: null })
    .where(inArray(alerts.id, [...ids]));
}
