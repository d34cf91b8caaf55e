import { and, eq, exists, getTableColumns, gt, inArray, isNull, lt, notLike, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { DispatchKind } from "../../domain/messages/kinds.ts";
import type { Text } from "../../domain/words/phrase.ts";
import type { Queryable } from "../connect.ts";
import { dispatches } from "../schema/index.ts";
import { type DispatchRow, toldOfAlert } from "./dispatches.ts";

/**
 * One attempt's right to speak to the provider about its rows. Until it lapses no other attempt does, in
 * whichever worker. It is measured by PostgreSQL's own clock, since all workers share that one.
 */
export interface Lease {
  by: string;
  seconds: number;
}

/** `isBehind`: an older mail to the same address goes first. */
export type AttemptRow = DispatchRow & { isBehind: boolean };

interface PlannedDispatch {
  recipient: string;
  to: string;
  messageId: string | null;
  content: { subject?: string; body: string };
}

/**
 * Records whom a step is about to tell, each once, and returns all rows of the step. Rows of an earlier
 * attempt keep their outcome and text. New rows are under the lease at once; null: they are only stored.
 */
export async function planDispatches(
  db: Queryable,
  step: { incident: number; step: string; channel: "mail" | "chat"; kind: DispatchKind; at: Date },
  planned: readonly PlannedDispatch[],
  lease: Lease | null,
): Promise<AttemptRow[]> {
  if (planned.length === 0) return [];
  const tried = lease === null ? {} : under(lease);
  const rows = planned.map((one) => ({ ...step, ...one, outcome: "pending" as const, ...tried }));
  const columns = attemptColumns(db, step.at);
  const inserted = await db.insert(dispatches).values(rows).onConflictDoNothing().returning(columns);
  if (inserted.length === planned.length) return inserted;
  return await db
    .select(columns)
    .from(dispatches)
    .where(
      and(
        eq(dispatches.incident, step.incident),
        eq(dispatches.step, step.step),
        eq(dispatches.channel, step.channel),
        inArray(
          dispatches.recipient,
          planned.map((one) => one.recipient),
        ),
      ),
    );
}

/** Puts rows stored earlier under the lease; returns those still pending that no other attempt holds. */
export async function takeDispatches(
  db: Queryable,
  rows: readonly DispatchRow[],
  lease: Lease,
  now: Date,
): Promise<AttemptRow[]> {
  if (rows.length === 0) return [];
  const isFree = or(isNull(dispatches.triedUntil), lt(dispatches.triedUntil, sql`now()`));
  return await db
    .update(dispatches)
    .set(under(lease))
    .where(and(inArray(dispatches.id, idsOf(rows)), eq(dispatches.outcome, "pending"), isFree))
    .returning(attemptColumns(db, now));
}

/** Prolongs a lease, except for rows that it has lost. */
export async function renewLease(
  db: Queryable,
  lease: Lease,
  rows: readonly { id: number }[],
): Promise<void> {
  const isHeld = and(inArray(dispatches.id, idsOf(rows)), eq(dispatches.triedBy, lease.by));
  await db.update(dispatches).set(under(lease)).where(isHeld);
}

const under = ({ by, seconds }: Lease) => ({
  triedBy: by,
  triedUntil: sql`now() + make_interval(secs => ${seconds})`,
});

const idsOf = (rows: readonly { id: number }[]): number[] => rows.map(({ id }) => id);

/** After a day a notice is useless, so nothing waits for one that has been tried for longer. */
const longestWaitMilliseconds = 24 * 60 * 60_000;

const older = alias(dispatches, "older");

/** People read events in the order in which they happened, so a mail waits for older ones to its address. */
function attemptColumns(db: Queryable, now: Date) {
  const olderMail = db
    .select({ id: older.id })
    .from(older)
    .where(
      and(
        eq(older.incident, dispatches.incident),
        eq(older.to, dispatches.to),
        lt(older.id, dispatches.id),
        toldOfAlert(older),
        eq(older.outcome, "pending"),
        gt(older.at, new Date(now.getTime() - longestWaitMilliseconds)),
      ),
    );
  const isBehind = and(
    eq(dispatches.channel, "mail"),
    notLike(dispatches.step, "secondary/%"),
    exists(olderMail),
  );
  return { ...getTableColumns(dispatches), isBehind: sql<boolean>`(${isBehind})`.as("is_behind") };
}

export interface DispatchOutcome {
  id: number;
  outcome: "pending" | "sent" | "refused" | "failed";
  reason: Text | null;
  /** The provider's id of the message, if it gives one. */
  messageId?: string | null;
}

/**
 * Records outcomes, ends the lease and returns the rows written. Missing: the row was given up or its lease
 * lost in the meantime, so a failed attempt changes nothing. A pending row keeps its planned time, from which
 * its tries are counted.
 */
export async function settleDispatches(
  db: Queryable,
  outcomes: readonly DispatchOutcome[],
  lease: Lease,
  at: Date,
): Promise<Set<number>> {
  const isOurs = and(eq(dispatches.outcome, "pending"), eq(dispatches.triedBy, lease.by));
  const settled = outcomes.map(({ id, outcome, reason, messageId }) =>
    db
      .update(dispatches)
      .set({
        ...{ outcome, reason, triedBy: null, triedUntil: null },
        ...(outcome === "pending" ? {} : { at }),
        ...(messageId ? { messageId } : {}),
      })
      .where(and(eq(dispatches.id, id), outcome === "sent" ? undefined : isOurs))
      .returning({ id: dispatches.id }),
  );
  return new Set((await Promise.all(settled)).flat().map(({ id }) => id));
}

/** How rows stand that this attempt did not settle. */
export async function outcomesOf(
  db: Queryable,
  rows: readonly DispatchRow[],
): Promise<Pick<DispatchRow, "id" | "outcome">[]> {
  if (rows.length === 0) return [];
  return await db
    .select({ id: dispatches.id, outcome: dispatches.outcome })
    .from(dispatches)
    .where(inArray(dispatches.id, idsOf(rows)));
}
