import { type AlertStatus, minutesAhead } from "../../domain/alerts/alert.ts";
import { alertEvents } from "../../domain/alerts/events.ts";
import { engine } from "../../domain/people/actor.ts";
import type { TimelineEvent } from "../../domain/timeline.ts";
import type { Transaction } from "../connect.ts";
import { and, eq, inArray, isNull, lte, or, sql } from "../drizzle.ts";
import { type Places, prepared } from "../prepared.ts";
import { type AlertRow, alerts, type IncidentRow, incidents } from "../schema/index.ts";
import { type TimelineLine, tellTimeline } from "../timelineLines.ts";

export interface Times {
  now: Date;
  leaseUntil: Date;
}

/** Those of the alerts that no server is telling Temporal of. */
const isFree = (ids: readonly number[], now: Date) =>
  and(
    inArray(alerts.id, [...ids]),
    isNull(alerts.relayedAt),
    or(isNull(alerts.leaseUntil), lte(alerts.leaseUntil, now)),
  );

/** Lets the next alerts of an open incident's key join it, in order. */
export async function joinBehind(
  tx: Transaction,
  number: number,
  ids: readonly number[],
  { now, leaseUntil }: Times,
): Promise<AlertRow[]> {
  const isUnbound = and(isFree(ids, now), isNull(alerts.incident));
  const free = ids.length === 0 ? [] : await tx.select().from(alerts).where(isUnbound).orderBy(alerts.id);
  if (free.length === 0) return [];
  const last = await countIn(tx, number, free.length);
  const joined = free.map((alert, place) => ({
    alert,
    incident: { ...last, alertCount: last.alertCount - free.length + 1 + place },
  }));
  await tellTimeline(
    tx,
    joined.flatMap(({ alert, incident }) => alertLines(alert, incident, alertEvents.joined(saidBy(alert)))),
  );
  return await Promise.all(joined.map(({ alert, incident }) => bindTo(tx, alert, incident, { leaseUntil })));
}

/** Takes alerts that were bound earlier, when Temporal could not be told. */
export async function takeAgain(
  tx: Transaction,
  number: number,
  ids: readonly number[],
  { now, leaseUntil }: Times,
): Promise<AlertRow[]> {
  if (ids.length === 0) return [];
  const taken = await tx
    .update(alerts)
    .set({ leaseUntil })
    .where(and(isFree(ids, now), eq(alerts.incident, number)))
    .returning();
  return taken.sort((one, other) => (one.sequence ?? 0) - (other.sequence ?? 0));
}

export async function countIn(tx: Transaction, number: number, alertsMore = 1): Promise<IncidentRow> {
  const [incident] = await counting(tx, { number, alertsMore });
  if (incident === undefined) throw new Error(`incident ${number} is gone`);
  return incident;
}

const counting = prepared((db, { number, alertsMore }: Places<{ number: number; alertsMore: number }>) =>
  db
    .update(incidents)
    .set({ alertCount: sql`${incidents.alertCount} + ${alertsMore}` })
    .where(eq(incidents.number, number))
    .returning(),
);

export async function bindTo(
  tx: Transaction,
  alert: AlertRow,
  incident: IncidentRow,
  set: { relayedAt?: Date; leaseUntil?: Date },
): Promise<AlertRow> {
  const bound = { ...alert, incident: incident.number, sequence: incident.alertCount, ...set };
  await binding(tx, bound);
  return bound;
}

type BoundColumns = Pick<AlertRow, "id" | "incident" | "sequence" | "relayedAt" | "leaseUntil">;
const binding = prepared((db, { id, incident, sequence, relayedAt, leaseUntil }: Places<BoundColumns>) =>
  db.update(alerts).set({ incident, sequence, relayedAt, leaseUntil }).where(eq(alerts.id, id)),
);

/** What the alert said, with its value cut to fit a line. */
export const saidBy = ({ status, level, value }: AlertRow) => ({
  // A turn of a silence has a line of its own.
  status: status as AlertStatus,
  level,
  value: value === null ? null : value.slice(0, 200),
});

/** Timeline lines for an alert's arrival and, once per incident, for a tool's clock that runs ahead. */
export function alertLines(alert: AlertRow, incident: IncidentRow, event: TimelineEvent): TimelineLine[] {
  const ahead = minutesAhead(alert);
  const line = { incident: incident.number, at: alert.acceptedAt, actor: engine };
  const came = { ...line, event, fact: `alert/${alert.id}` };
  if (ahead === null) return [came];
  return [came, { ...line, event: alertEvents.clockAhead({ minutes: ahead }), fact: "tool-clock-ahead" }];
}
