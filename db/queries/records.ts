import { and, eq, isNull, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { isHigher, type Level, levels } from "../../domain/level.ts";
import { deadlineAfter } from "../../domain/slo.ts";
import type { Database, Queryable } from "../connect.ts";
import { incidents } from "../schema/index.ts";
import { refreshFirstResponse } from "./firstResponse.ts";

type IncidentChange = Partial<typeof incidents.$inferInsert>;

/** Only while this occurrence lasts: what is told of an earlier one changes nothing of the next. */
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

/**
 * A new occurrence: what was said of the one before no longer covers it (R5.1e). A promise that was broken stays so: its
 * clock is kept, since a new one would hide the breach (R3.1b).
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

/** Whether the ledger knows of no first response: a report that is still on its way to the workflow counts. */
export async function lacksFirstResponse(db: Database, incident: number): Promise<boolean> {
  await db.transaction((tx) => refreshFirstResponse(tx, incident));
  const [row] = await db
    .select({ at: incidents.firstResponseAt, recoveredAt: incidents.recoveredAt })
    .from(incidents)
    .where(eq(incidents.number, incident));
  return row !== undefined && row.at === null && row.recoveredAt === null;
}

/** Closes, unless an alert is bound that the workflow has not seen yet; closed stays closed. */
export async function closeUnlessUnseen(
  db: Database,
  incident: number,
  seenUpTo: number,
  at: Date,
): Promise<boolean> {
  const closed = await db
    .update(incidents)
    .set({ state: "closed", closedAt: at, young: false, attention: null })
    .where(
      and(
        eq(incidents.number, incident),
        isNull(incidents.closedAt),
        sql`${incidents.alertCount} <= ${seenUpTo}`,
      ),
    )
    .returning({ number: incidents.number });
  if (closed.length > 0) return true;
  const [row] = await db
    .select({ closedAt: incidents.closedAt })
    .from(incidents)
    .where(eq(incidents.number, incident));
  return row === undefined || row.closedAt !== null;
}

/** Triage keeps its name: recovered there, it waits for a person (R5.1e). */
export const recovered = (at: Date): IncidentChange => ({
  state: sql`case when state = 'triage' then 'triage' else 'recovered' end` as never,
  recoveredAt: at,
});

const levelsUpTo = (level: Level): Level[] => levels.filter((one) => !isHigher(one, level));

/** An acknowledgement of a level that has risen meanwhile is kept, but the incident stays open (R5.1c). */
export const acknowledged = (by: string, level: Level, at: Date): IncidentChange => ({
  state: sql`case when state = 'open' and ${incidents.level} in ${levelsUpTo(level)} then 'acknowledged'
    else state end` as never,
  acknowledgedBy: by,
  acknowledgedAt: at,
  acknowledgedLevel: level,
});
