import { type AlertStatus, comparableTime } from "../../domain/alerts/alert.ts";
import { alertEvents } from "../../domain/alerts/events.ts";
import { type Binding, bindAlert, type ClosedIncident } from "../../domain/incidents/binding.ts";
import type { Database, Queryable, Transaction } from "../connect.ts";
import { and, desc, eq, exists, inArray, isNotNull, isNull, type SQL, sql } from "../drizzle.ts";
import type { IncidentTransaction } from "../incidentTransaction.ts";
import { type Places, prepared } from "../prepared.ts";
import { type AlertRow, alerts, type IncidentRow, incidents } from "../schema/index.ts";
import { lastFiringOfSeries } from "../silences/burning.ts";
import { bindTurn, hasSilences, judgeSilence, keepSilences, silencesWith } from "../silences/judge.ts";
import { tellTimeline } from "../timelineLines.ts";
import { alertLines, bindTo, countIn, joinBehind, saidBy, type Times, takeAgain } from "./joining.ts";
import { hasKey, type KeyPlaces, preparedForKey, type RelayKey } from "./relayKey.ts";

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
    // Sent together, for one round trip. The incident is locked, so that if it closes now, it either sees this
    // alert or is already closed for it.
    const { customer } = key;
    const [, , [alert], [latest], silences] = await Promise.all([
      lockKey(tx, { name: JSON.stringify([customer, key.source, key.dedupKey]) }),
      customer === null ? null : keepSilences(tx, { customer }),
      alertWithId(tx, { id: alertId }),
      openOfKey(tx, key),
      customer === null ? null : hasSilences(tx, { customer, at: times.now.toISOString() }),
    ]);
    if (alert === undefined || alert.relayedAt !== null) return null;
    if (alert.leaseUntil !== null && alert.leaseUntil > times.now) return null;
    if (alert.incident !== null) {
      const again = await takeAgain(tx, alert.incident, behind, times);
      return { alert, incident: await leased(tx, alert, times.leaseUntil), behind: again };
    }
    if (latest?.isUntold) return null;
    const open = latest?.number ?? null;
    const said = { ...alert, status: alert.status as AlertStatus, occurredAt: comparableTime(alert) };
    const binding = bindAlert(said, open, open === null ? await lastClosed(tx, alert, key) : null);
    if (silences?.[0]?.found === true || latest?.silenced === true)
      return await bindJudged(tx, alert, binding, makeIncident, times);
    const bound = await carryOut(tx, alert, binding, makeIncident, times);
    if (binding.bind !== "join") return bound;
    return { ...bound, behind: await joinBehind(tx, binding.incident, behind, times) };
  });
}

const lockKey = prepared(
  (_db, { name }: Places<{ name: string }>) =>
    sql`select pg_advisory_xact_lock(hashtextextended(${name}, 1))`,
);

const alertWithId = prepared((db, { id }: Places<{ id: number }>) =>
  db.select().from(alerts).where(eq(alerts.id, id)),
);

/**
 * `isUntold`: Temporal has not been told of its last alert, which goes first, even before an older one (a
 * recovery taken back): to the workflow, an alert out of sequence looks like one it has already seen. The lock
 * of the key keeps others from adding to its alerts.
 */
const openOfKey = preparedForKey((db, key: KeyPlaces<RelayKey>) => {
  const untold = db
    .select({ id: alerts.id })
    .from(alerts)
    .where(
      and(
        eq(alerts.incident, incidents.number),
        eq(alerts.sequence, incidents.alertCount),
        isNull(alerts.relayedAt),
      ),
    );
  return db
    .select({
      number: incidents.number,
      silenced: incidents.silenced,
      isUntold: exists(untold).mapWith(Boolean),
    })
    .from(incidents)
    .where(and(hasKey(incidents, key), isOfCustomer(key), isNull(incidents.closedAt)))
    .for("update");
});

/** As the index of open incidents has it: a key that fires often has many closed ones. */
const isOfCustomer = ({ customer }: KeyPlaces<RelayKey>): SQL =>
  sql`coalesce(${incidents.customer}, '') = ${customer ?? ""}`;

/**
 * The same where silences may hold (R5.10). If they cover the alert and all that burns beside it, their turn comes
 * before it, so that nobody is told; any other turn follows from it. Alerts behind are judged one by one.
 */
async function bindJudged(
  tx: Transaction,
  alert: AlertRow,
  binding: Binding,
  makeIncident: (alert: AlertRow) => NewIncident,
  times: Times,
): Promise<Bound> {
  if (binding.bind !== "open" && binding.bind !== "join")
    return await carryOut(tx, alert, binding, makeIncident, times);
  const { now: at, leaseUntil } = times;
  if (binding.bind === "open") {
    const bound = await carryOut(tx, alert, binding, makeIncident, times);
    if (bound.incident === null) return bound;
    const by = await silencesWith(tx, alert, bound.incident, [], at);
    if (by.length === 0) return bound;
    // The turn takes the alert's place, and the alert the one behind it.
    const second = { ...bound.incident, alertCount: 2 };
    const moved = await bindTo(tx, bound.alert, second, { leaseUntil });
    const turn = await bindTurn(tx, { ...second, alertCount: 0 }, { by, like: moved, at, leaseUntil });
    await tx.update(incidents).set({ alertCount: 2 }).where(eq(incidents.number, second.number));
    return { alert: turn, incident: { ...second, silenced: true, deadlineAt: null }, behind: [moved] };
  }
  const { incident: number } = binding;
  const readIncident = async () =>
    (await tx.select().from(incidents).where(eq(incidents.number, number)))[0]!;
  const before = await readIncident();
  const burning = before.silenced ? [] : await lastFiringOfSeries(tx, before);
  const by = before.silenced ? [] : await silencesWith(tx, alert, before, burning, at);
  const turn = by.length === 0 ? null : await bindTurn(tx, before, { by, like: alert, at, leaseUntil });
  const bound = await carryOut(tx, alert, binding, makeIncident, times);
  if (turn !== null) return { ...bound, alert: turn, behind: [bound.alert] };
  const next = await judgeSilence(tx as IncidentTransaction, await readIncident(), at, leaseUntil);
  return next === null ? bound : { ...bound, incident: await readIncident(), behind: [next] };
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
  // Sent together, for one round trip; the first runs first.
  const [earlier, [incident]] = await Promise.all([
    earlierOfKey(tx, alert),
    opening(tx, { ...alert, ...made }),
  ]);
  if (incident === undefined) throw new Error("the incident's row was not written");
  const isFirst = alert.customer !== null && earlier.length === 0;
  return isFirst ? incident : await withOwnWorkflow(tx, incident);
}

/**
 * Planned as if all were wanted, which takes the key's index. For one of them, a key with many would be looked for from
 * the table's beginning, however late it fired first.
 */
const earlierOfKey = preparedForKey(
  (_db, key: KeyPlaces<RelayKey>) => sql<{ number: number }[]>`
    with earlier as materialized (select ${incidents.number} from ${incidents} where ${hasKey(incidents, key)})
    select number from earlier limit 1`,
);

type Opening = RelayKey & Pick<AlertRow, "node" | "alarm" | "level"> & NewIncident;
const opening = prepared((db, row: Places<Opening>) => {
  const { customer, source, dedupKey, node, alarm, level, system } = row;
  const { workflowId, version, rule, state, detectedAt, deadlineAt, openedAt } = row;
  const key = { customer, source, dedupKey };
  const said = { node, alarm, level, system, alertCount: 1 };
  const made = { workflowId, version, rule, state, detectedAt, deadlineAt, openedAt };
  return db
    .insert(incidents)
    .values({ ...key, ...said, ...made })
    .returning();
});

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
        hasKey(alerts, alert),
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
const letOthersJoin = preparedForKey((db, key: KeyPlaces<RelayKey>) =>
  db
    .update(alerts)
    .set({ joins: true })
    .where(and(hasKey(alerts, key), isNull(alerts.relayedAt))),
);

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
    .where(and(hasKey(incidents, key), isNotNull(incidents.closedAt)))
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
  if (ids.length > 0) await markingRelayed(db, { ids, at });
}

const markingRelayed = prepared((db, { ids, at }: Places<{ ids: readonly number[]; at: Date }>) =>
  db.update(alerts).set({ relayedAt: at }).where(sql`${alerts.id} = any(${ids})`),
);

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
