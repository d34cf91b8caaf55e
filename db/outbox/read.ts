import type { Queryable } from "../connect.ts";
import { and, asc, eq, inArray, isNull, lt, sql } from "../drizzle.ts";
import { type Places, prepared } from "../prepared.ts";
import { incidents, type Kind, outbox } from "../schema/index.ts";
import type { Letter } from "./write.ts";

export interface WaitingWord<To extends Kind = Kind> extends Letter<To> {
  id: number;
  /** How often telling it has failed. */
  failures: number;
  /** For an incident, from its row; otherwise null. */
  workflowId: string | null;
}

interface Turn {
  now: Date;
  /** Until then other servers leave the taken words alone. */
  leaseUntil: Date;
  /** The most workflows to take, and the most words of each. */
  workflows: number;
  wordsOfEach: number;
}

/**
 * Takes waiting words, one list per workflow, longest waiting first. Only a row's oldest word is locked and
 * leased, on behalf of all. A second server that finds it locked or leased skips the row, so no later word is
 * told first. A row with many words takes one place; one that has just failed takes none.
 */
export async function takeWaiting(db: Queryable, { now, ...turn }: Turn): Promise<WaitingWord[][]> {
  const waiting: WaitingWord[] = await taking(db, { ...turn, at: now.toISOString() });
  return [...Map.groupBy(waiting, ({ to, row }) => `${to} ${row}`).values()];
}

type TurnPlaces = Places<Omit<Turn, "now"> & { at: string }>;

const taking = prepared((db, { at, leaseUntil, workflows, wordsOfEach }: TurnPlaces) => {
  const oldest = sql`(
    select first.id from outbox first
    where first.id in (select min(id) from outbox where relayed_at is null group by kind, row_id)
      and first.relayed_at is null and (first.not_before is null or first.not_before <= ${at}::timestamptz)
    order by first.id limit ${workflows} for update skip locked)`;
  const taken = db
    .$with("taken")
    .as(
      db
        .update(outbox)
        .set({ notBefore: leaseUntil })
        .where(inArray(outbox.id, oldest))
        .returning({ kind: outbox.kind, rowId: outbox.rowId }),
    );
  const words = db
    .select()
    .from(outbox)
    .where(and(eq(outbox.kind, taken.kind), eq(outbox.rowId, taken.rowId), isNull(outbox.relayedAt)))
    .orderBy(asc(outbox.id))
    .limit(wordsOfEach)
    .as("words");
  const { id, kind, rowId, word, failures, writtenAt } = words;
  return db
    .with(taken)
    .select({ id, to: kind, row: rowId, word, at: writtenAt, failures, workflowId: incidents.workflowId })
    .from(taken)
    .innerJoinLateral(words, sql`true`)
    .leftJoin(incidents, and(eq(taken.kind, "incident"), eq(incidents.number, taken.rowId)))
    .orderBy(words.id);
});

export async function markTold(db: Queryable, ids: readonly number[], at: Date): Promise<void> {
  if (ids.length > 0) await markingTold(db, { ids, at });
}

const markingTold = prepared((db, { ids, at }: Places<{ ids: readonly number[]; at: Date }>) =>
  db.update(outbox).set({ relayedAt: at, notBefore: null }).where(sql`${outbox.id} = any(${ids})`),
);

/** Puts a word off until a time (null: retried at once); the words behind it keep waiting. */
export async function putOff(
  db: Queryable,
  { id, failures }: WaitingWord,
  { until, failed }: { until: Date | null; failed: boolean },
): Promise<void> {
  await db
    .update(outbox)
    .set({ notBefore: until, failures: failed ? failures + 1 : failures })
    .where(eq(outbox.id, id));
}

const keptDays = 7;

/** Removes some of the words told long ago; returns how many. */
export async function removeOldWords(db: Queryable, now: Date): Promise<number> {
  const old = db
    .select({ id: outbox.id })
    .from(outbox)
    .where(lt(outbox.relayedAt, new Date(now.getTime() - keptDays * 24 * 3_600_000)))
    .orderBy(asc(outbox.relayedAt))
    .limit(1_000);
  const removed = await db
    .delete(outbox)
    .where(sql`${outbox.id} = any(array(${old}))`)
    .returning({ id: outbox.id });
  return removed.length;
}
