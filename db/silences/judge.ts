import type { SilenceTurn } from "../../domain/alerts/alert.ts";
import { incidentEvents } from "../../domain/incidents/events.ts";
import { alertLeadsTo } from "../../domain/incidents/leadsTo.ts";
import { turnFact } from "../../domain/incidents/steps.ts";
import { engine } from "../../domain/people/actor.ts";
import type { Silence } from "../../domain/silences/silence.ts";
import type { Transaction } from "../connect.ts";
import { and, eq, isNull, sql } from "../drizzle.ts";
import { assignmentOf } from "../incidents/assignments.ts";
import { recordHappened } from "../incidents/records.ts";
import type { IncidentTransaction } from "../incidentTransaction.ts";
import { type Places, prepared } from "../prepared.ts";
import {
  type AlertRow,
  alerts,
  customers,
  customerVersions,
  type IncidentRow,
  incidents,
} from "../schema/index.ts";
import { tellTimeline } from "../timelineLines.ts";
import { lastFiringOfSeries } from "./burning.ts";
import { silencesOfSeries } from "./inForce.ts";

/**
 * Held by who binds a customer's alerts, against who changes its silences: else an alert could be bound by somebody who
 * does not see the silence yet, which in turn does not see the incident. Taken before any incident's row.
 */
export const keepSilences = prepared(
  (_db, { customer }: Places<{ customer: string }>) =>
    sql`select pg_advisory_xact_lock_shared(hashtextextended(${customer}, 3))`,
);

/** The other side of `keepSilences`. */
export async function changeSilencesOf(tx: Transaction, customer: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${customer}, 3))`);
}

/** Whether the customer has silences that may hold now, so that its alerts must be judged. */
export const hasSilences = prepared(
  (_db, { customer, at }: Places<{ customer: string; at: string }>) => sql<{ found: boolean }[]>`
    select exists (select from silences where customer = ${customer} and ended_at is null
      and until_at > ${at}::timestamptz and from_at <= ${at}::timestamptz) as found`,
);

/**
 * Decides by the rows whether an open incident is silenced at a moment (R5.10), and if that has changed, binds the turn
 * to it as its next alert. Nothing else decides this. null: all stays as it is.
 */
export async function judgeSilence(
  tx: IncidentTransaction,
  incident: IncidentRow,
  at: Date,
  leaseUntil: Date | null = null,
): Promise<AlertRow | null> {
  if (incident.customer === null || incident.closedAt !== null) return null;
  const burning = await lastFiringOfSeries(tx, incident);
  const last = burning.at(-1);
  if (last === undefined) return null;
  const by = await silencesOfSeries(tx, incident.customer, seriesOf(incident, burning), at);
  if (by.length > 0 === incident.silenced) return null;
  return await bindTurn(tx, incident, { by, like: last, at, leaseUntil });
}

/** What would silence the incident with this alert, which is not bound yet. */
export async function silencesWith(
  tx: Transaction,
  alert: AlertRow,
  incident: Pick<IncidentRow, "system">,
  burning: readonly AlertRow[],
  at: Date,
): Promise<Silence[]> {
  if (alert.customer === null || alert.status !== "firing") return [];
  return await silencesOfSeries(tx, alert.customer, seriesOf(incident, [...burning, alert]), at);
}

const seriesOf = ({ system }: Pick<IncidentRow, "system">, burning: readonly AlertRow[]) =>
  burning.map(({ node, alarm }) => ({ system, node, alarm }));

interface Turn {
  /** Empty: it is silenced no longer. */
  by: readonly Silence[];
  /** The alert that it is about. */
  like: AlertRow;
  at: Date;
  leaseUntil: Date | null;
}

/** Binds a turn as the incident's next alert. */
export async function bindTurn(
  tx: Transaction,
  { number, alertCount }: Pick<IncidentRow, "number" | "alertCount">,
  { by, like, at, leaseUntil }: Turn,
): Promise<AlertRow> {
  const status: SilenceTurn = by.length > 0 ? "silenced" : "aloud";
  const sequence = alertCount + 1;
  await recordHappened(tx as IncidentTransaction, number, { is: status });
  await tx.update(incidents).set({ alertCount: sequence, young: false }).where(eq(incidents.number, number));
  const { id: _, ...said } = like;
  const own = { status, series: "", value: null, log: null, startedAt: null, acceptedAt: at };
  const bound = { incident: number, sequence, joins: true, leaseUntil, relayedAt: null };
  const [row] = await tx
    .insert(alerts)
    .values({ ...said, ...own, ...bound })
    .returning();
  if (status === "aloud") await pinAnew(tx, number, row!, at);
  else {
    const event = incidentEvents.silenced({ silences: by.map(({ id }) => `#${id}`) });
    await tellTimeline(tx, [{ incident: number, at, actor: engine, event, fact: turnFact(sequence) }]);
  }
  return row!;
}

/** What was silenced is handled by the customer's file and the rule of now (R5.10b). */
async function pinAnew(tx: Transaction, number: number, alert: AlertRow, at: Date): Promise<void> {
  const [current] = await tx
    .select({ version: customerVersions.id, configuration: customerVersions.configuration })
    .from(customers)
    .innerJoin(customerVersions, eq(customerVersions.id, customers.currentVersion))
    .where(and(eq(customers.id, alert.customer ?? ""), isNull(customers.retiredAt)));
  // A retired customer's incident keeps the file it began under.
  if (current === undefined) return;
  const assigned = (await assignmentOf(tx, alert))?.rule ?? null;
  const { rule } = alertLeadsTo(current.configuration, alert, at, assigned);
  await tx
    .update(incidents)
    .set({ version: current.version, rule: rule?.name ?? null })
    .where(eq(incidents.number, number));
}
