import type { DispatchKind } from "../../domain/messages/kinds.ts";
import type { Text } from "../../domain/words/phrase.ts";
import type { Queryable } from "../connect.ts";
import {
  alias,
  and,
  eq,
  exists,
  getTableColumns,
  gt,
  inArray,
  isNull,
  lt,
  notLike,
  or,
  type SQL,
  type SQLWrapper,
  sql,
} from "../drizzle.ts";
import { type Places, prepared } from "../prepared.ts";
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

interface Step {
  incident: number;
  step: string;
  channel: "mail" | "chat";
  kind: DispatchKind;
  at: Date;
}

/**
 * Records whom a step is about to tell, each once, and returns all rows of the step. Rows of an earlier
 * attempt keep their outcome and text. New rows are under the lease at once; null: they are only stored.
 */
export async function planDispatches(
  db: Queryable,
  step: Step,
  planned: readonly PlannedDispatch[],
  lease: Lease | null,
): Promise<AttemptRow[]> {
  if (planned.length === 0) return [];
  const { by: triedBy, seconds } = lease ?? { by: null, seconds: null };
  const at = step.at.toISOString();
  const inserted = await inserting(db, { ...step, at, planned: JSON.stringify(planned), triedBy, seconds });
  if (inserted.length === planned.length) {
    const fresh = new Map(inserted.map(({ recipient, ...row }) => [recipient, row]));
    return planned.map((one) => {
      const { id, isBehind } = fresh.get(one.recipient)!;
      return { ...step, ...one, id: Number(id), isBehind, outcome: "pending", reason: null, triedBy };
    });
  }
  return await db
    .select(attemptColumns(db, step.at))
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

interface Inserting extends Omit<Step, "at"> {
  at: string;
  planned: string;
  triedBy: string | null;
  seconds: number | null;
}

const inserting = prepared(
  (db, { incident, step, channel, kind, at, planned, triedBy, seconds }: Places<Inserting>) => sql<
    { id: string; recipient: string; isBehind: boolean }[]
  >`
    insert into dispatches (incident, step, channel, kind, at, recipient, "to", message_id, content, outcome,
      tried_by, tried_until)
    select ${incident}::integer, ${step}, ${channel}, ${kind}, ${at}::timestamptz, recipient, "to", "messageId",
      content, 'pending', ${triedBy}::uuid, now() + make_interval(secs => ${seconds})
    from rows from (jsonb_to_recordset(${planned}::text::jsonb)
      as (recipient text, "to" text, "messageId" text, content jsonb)) with ordinality
    order by ordinality
    on conflict do nothing
    returning id, recipient, ${isBehindOlder(db, at)} as "isBehind"`,
);

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

const older = alias(dispatches, "older");

/**
 * People read events in the order in which they happened, so a mail waits for older ones to its address. After a
 * day a notice is useless, so nothing waits for one that has been tried for longer.
 */
function isBehindOlder(db: Queryable, now: SQLWrapper): SQL | undefined {
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
        gt(older.at, sql`${now}::timestamptz - interval '24 hours'`),
      ),
    );
  return and(eq(dispatches.channel, "mail"), notLike(dispatches.step, "secondary/%"), exists(olderMail));
}

const attemptColumns = (db: Queryable, now: Date) => ({
  ...getTableColumns(dispatches),
  isBehind: sql<boolean>`(${isBehindOlder(db, sql`${now.toISOString()}`)})`.as("is_behind"),
});

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
  const rows = await settling(db, { outcomes: JSON.stringify(outcomes), by: lease.by, at: at.toISOString() });
  return new Set(rows.map(({ id }) => Number(id)));
}

const settling = prepared(
  (_db, { outcomes, by, at }: Places<{ outcomes: string; by: string; at: string }>) => sql<{ id: string }[]>`
    update dispatches set outcome = settled.outcome, reason = settled.reason, tried_by = null, tried_until = null,
      at = case when settled.outcome = 'pending' then dispatches.at else ${at}::timestamptz end,
      message_id = coalesce(settled."messageId", dispatches.message_id)
    from jsonb_to_recordset(${outcomes}::text::jsonb)
      as settled (id bigint, outcome text, reason jsonb, "messageId" text)
    where dispatches.id = settled.id
      and (settled.outcome = 'sent' or (dispatches.outcome = 'pending' and tried_by = ${by}::uuid))
    returning dispatches.id`,
);

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
