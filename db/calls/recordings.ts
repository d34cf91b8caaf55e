import type { Queryable } from "../connect.ts";
import { type AnyPgColumn, and, asc, eq, isNull, lte, type SQL, sql } from "../drizzle.ts";
import { calls, incidents, incomingCalls, recordings } from "../schema/index.ts";

export type RecordingRow = typeof recordings.$inferSelect;

/** Stores a recording once, however often the provider reports it. */
export async function storeRecording(
  db: Queryable,
  recording: typeof recordings.$inferInsert,
): Promise<void> {
  await db.insert(recordings).values(recording).onConflictDoNothing();
}

/** The incident of a recorded conversation: of an operator's call, or a caller's most urgent one. */
export async function recordedConversation(
  db: Queryable,
  id: string,
): Promise<{ incident: number; customer: string | null } | null> {
  const about = db
    .select({ incident: calls.incident })
    .from(calls)
    .where(eq(calls.id, id))
    .unionAll(
      db
        .select({ incident: sql<number>`${incomingCalls.incidents}[1]` })
        .from(incomingCalls)
        .where(eq(incomingCalls.id, id)),
    )
    .as("about");
  const [row] = await db
    .select({ incident: incidents.number, customer: incidents.customer })
    .from(incidents)
    .innerJoin(about, eq(about.incident, incidents.number));
  return row ?? null;
}

/** null: it never existed, or was deleted. */
export async function readRecording(db: Queryable, sid: string): Promise<RecordingRow | null> {
  const [row] = await db
    .select()
    .from(recordings)
    .where(and(eq(recordings.sid, sid), isNull(recordings.deletedAt)));
  return row ?? null;
}

export interface ShownRecording {
  id: string;
  seconds: number | null;
  recordedAt: string;
}

/** A call's playable recordings, oldest first, as a column of the call's query. */
export const recordingsOf = (call: AnyPgColumn): SQL<ShownRecording[]> => sql`(
  select coalesce(json_agg(json_build_object(
    'id', recordings.sid, 'seconds', recordings.seconds, 'recordedAt', recordings.recorded_at
  ) order by recordings.recorded_at, recordings.sid), '[]'::json)
  from recordings where recordings.call = ${call} and recordings.deleted_at is null)`;

/** Recordings whose time is over, the longest overdue first. */
export async function recordingsToDelete(db: Queryable, now: Date, limit: number): Promise<string[]> {
  const rows = await db
    .select({ sid: recordings.sid })
    .from(recordings)
    .where(and(isNull(recordings.deletedAt), lte(recordings.deleteAfter, now)))
    .orderBy(asc(recordings.deleteAfter))
    .limit(limit);
  return rows.map((row) => row.sid);
}

export async function markRecordingDeleted(db: Queryable, sid: string, at: Date): Promise<void> {
  await db.update(recordings).set({ deletedAt: at }).where(eq(recordings.sid, sid));
}
