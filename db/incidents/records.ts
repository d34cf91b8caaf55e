import { and, eq, isNull, lte, notLike, or, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { covers, type Level, levels } from "../../domain/alerts/level.ts";
import type { OperatorCallsView } from "../../domain/calls/operators/list.ts";
import { deadlineAfter } from "../../domain/incidents/slo.ts";
import { notSentTexts } from "../../domain/messages/sendingTexts.ts";
import { releaseUndialled } from "../calls/calls.ts";
import type { Database, Queryable } from "../connect.ts";
import { inIncident } from "../incidentTransaction.ts";
import { dispatches, incidents } from "../schema/index.ts";

type IncidentChange = Partial<typeof incidents.$inferInsert>;

/** Only while this occurrence lasts: news of an earlier one must not change the next. */
export async function changeOccurrence(
  db: Queryable,
  number: number,
  occurrence: number,
  change: IncidentChange,
): Promise<void> {
  await db
    .update(incidents)
    .set(change)
    .where(and(eq(incidents.number, number), eq(incidents.occurrence, occurrence)));
}

export async function changeIncident(db: Queryable, number: number, change: IncidentChange): Promise<void> {
  await db.update(incidents).set(change).where(eq(incidents.number, number));
}

/** A late repeat of an earlier take does not undo a later one. */
export async function changeHolder(
  db: Queryable,
  number: number,
  holder: { takenBy: string; takenAt: Date },
): Promise<void> {
  await db
    .update(incidents)
    .set(holder)
    .where(
      and(
        eq(incidents.number, number),
        or(isNull(incidents.takenAt), lte(incidents.takenAt, holder.takenAt)),
      ),
    );
}

/** Stores the operators' list unless a newer version is stored; older workflows send version 0. */
export async function changeOperatorCalls(
  db: Queryable,
  number: number,
  operatorCalls: OperatorCallsView | null,
  version = 0,
): Promise<void> {
  await db
    .update(incidents)
    .set({ operatorCalls, operatorCallsVersion: version })
    .where(and(eq(incidents.number, number), lte(incidents.operatorCallsVersion, version)));
}

/**
 * A new occurrence: an acknowledgement of the previous one no longer covers it (R5.1e). A broken promise stays broken:
 * its clock is kept, since a new one would hide the breach (R3.1b).
 */
export const newOccurrence = (
  occurrence: number,
  level: Level,
  at: Date,
  newSlo: boolean,
): IncidentChange => ({
  occurrence,
  level,
  state: sql`case when state = 'triage' then 'triage' else 'open' end` as never,
  recoveredAt: null,
  acknowledgedBy: null,
  acknowledgedAt: null,
  acknowledgedLevel: null,
  ...(newSlo
    ? {
        detectedAt: unlessBreached(incidents.detectedAt, at),
        deadlineAt: unlessBreached(incidents.deadlineAt, deadlineAfter(at)),
        sloOccurrence: sql`case when ${incidents.breachedAt} is null then ${occurrence}::integer
          else ${incidents.sloOccurrence} end` as never,
      }
    : {}),
});

const unlessBreached = (kept: AnyPgColumn, at: Date) =>
  sql`case when ${incidents.breachedAt} is null then ${at.toISOString()}::timestamptz else ${kept} end` as never;

/** The level rose above what was acknowledged (R5.1c); triage keeps its name. */
export const acknowledgementLapsed: IncidentChange = {
  state: sql`case when state = 'acknowledged' then 'open' else state end` as never,
  acknowledgedBy: null,
  acknowledgedAt: null,
  acknowledgedLevel: null,
};

/** Whether an acknowledgement of this level is one of the incident as it is now (R5.1c). */
export async function isCovered(db: Queryable, incident: number, level: Level): Promise<boolean> {
  const [row] = await db
    .select({ level: incidents.level })
    .from(incidents)
    .where(eq(incidents.number, incident));
  return row !== undefined && covers(level, row.level);
}

/** An operator's decision to resolve it. */
export interface ResolvingWord {
  by: string;
  reason: string;
}

/**
 * Closes, unless an alert is bound that the workflow has not seen yet; closed stays closed. What nobody of the customer
 * heard of stays in the operators' queue, unless one of them closed it. What was still being tried is given up.
 */
export async function closeUnlessUnseen(
  db: Database,
  incident: number,
  seenUpTo: number,
  resolved: ResolvingWord | null,
  at: Date,
): Promise<boolean> {
  return await inIncident(db, incident, async (tx) => {
    const closed = await tx
      .update(incidents)
      .set({
        ...{ state: "closed", closedAt: at, young: false },
        attention: resolved === null ? sql`case when attention = 'nobody-told' then attention end` : null,
        ...(resolved === null ? {} : { resolvedBy: resolved.by, resolvedReason: resolved.reason }),
      })
      .where(
        and(
          eq(incidents.number, incident),
          isNull(incidents.closedAt),
          sql`${incidents.alertCount} <= ${seenUpTo}`,
        ),
      )
      .returning({ number: incidents.number });
    if (closed.length > 0) {
      await releaseUndialled(tx, incident, everyOccurrence, at);
      if (resolved !== null) await giveUpPending(tx, incident, at);
      return true;
    }
    const [row] = await tx
      .select({ closedAt: incidents.closedAt })
      .from(incidents)
      .where(eq(incidents.number, incident));
    return row === undefined || row.closedAt !== null;
  });
}

/** As many as an incident can have. */
const everyOccurrence = 2_147_483_647;

/** A secondary response outlives its incident, and its mails with it. */
async function giveUpPending(tx: Queryable, incident: number, at: Date): Promise<void> {
  const reason = notSentTexts.resolved();
  await tx
    .update(dispatches)
    .set({ outcome: "failed", reason, at })
    .where(
      and(
        eq(dispatches.incident, incident),
        eq(dispatches.outcome, "pending"),
        notLike(dispatches.step, "secondary/%"),
      ),
    );
}

/** Triage keeps its name: recovered there, it waits for a person (R5.1e). */
export const recovered = (at: Date): IncidentChange => ({
  state: sql`case when state = 'triage' then 'triage' else 'recovered' end` as never,
  recoveredAt: at,
});

const levelsUpTo = (level: Level): Level[] => levels.filter((one) => covers(level, one));

/** An acknowledgement of a level that has risen meanwhile is kept, but the incident stays open (R5.1c). */
export const acknowledged = (by: string, level: Level, at: Date): IncidentChange => ({
  state: sql`case when state = 'open' and ${incidents.level} in ${levelsUpTo(level)} then 'acknowledged'
    else state end` as never,
  acknowledgedBy: by,
  acknowledgedAt: at,
  acknowledgedLevel: level,
});
