import type { Queryable, Transaction } from "../connect.ts";
import { type SQL, sql } from "../drizzle.ts";
import { type Places, prepared } from "../prepared.ts";
import { callPace, calls } from "../schema/index.ts";

/**
 * The provider's calls per second, as slots one interval apart: a call takes one before it is requested. All
 * workers take them from one row, by PostgreSQL's clock, because the provider counts in real time.
 */
export interface Pace {
  callsPerSecond: number;
}

/** A call waits this long for its slot where it is: joining the queue would take as long. */
const soon = sql.raw("interval '100 milliseconds'");
/**
 * No slot is further away. As Temporal paces the queue by the same rate, one would be only after PostgreSQL's
 * clock was set back; the provider queues what comes too early.
 */
const furthest = sql.raw("interval '5 seconds'");
/** A call that has waited longer for its turn belongs to a run that is gone. */
const longestWait = sql.raw("interval '10 minutes'");
/** A worker cut off before its commit must not stop all dialling. */
const heldAtMost = "5s";

/** A slot, and the milliseconds until then. */
type Slot = { wait: number };

/** Takes a slot under that condition. */
const take = ({ callsPerSecond }: Pace | Places<Pace>, condition: SQL): SQL<Slot[]> => {
  const interval = sql`interval '1 second' / ${callsPerSecond}::float8`;
  return sql<Slot[]>`update ${callPace}
    set next_free_at =
      least(greatest(next_free_at, clock_timestamp()), clock_timestamp() + ${furthest}) + ${interval}
    where ${condition}
    returning
      greatest(0, ceil(1000 * extract(epoch from next_free_at - ${interval} - clock_timestamp())))::float8 as wait,
      set_config('idle_in_transaction_session_timeout', ${heldAtMost}, true)`;
};

const nobodyWaits = sql`not exists (
  select from ${calls}
  where queued_at > now() - ${longestWait} and requested_at is null and outcome is null)`;

const free = sql`next_free_at <= clock_timestamp() + ${soon} and ${nobodyWaits}`;

/**
 * Takes a slot that is free now or soon, unless a call waits in the queue; returns how long to wait for it, or
 * null. To be the last lock that a transaction takes.
 */
export async function freeSlot(tx: Transaction, pace: Pace): Promise<number | null> {
  const [slot] = await takeFree(tx, pace);
  return slot?.wait ?? null;
}

const takeFree = prepared<Pace, Slot[]>((_, pace) => take(pace, free));

/** The same in one statement with what depends on it: `tx.with(slot).update(calls).set(inSlot(now))`. */
export const freeSlotOf = (tx: Transaction, pace: Pace) =>
  tx.$with("slot", { wait: sql<number>`wait`.as("wait") }).as(take(pace, free));

/** A call that got the slot is requested now, and one that did not waits from now on. */
export const inSlot = (now: Date) => ({
  requestedAt: sql<Date | null>`case when exists (select from slot) then ${sql.param(now, calls.requestedAt)}::timestamptz end`,
  queuedAt: sql<Date | null>`case when not exists (select from slot) then clock_timestamp() end`,
});

/** The waiting time in the slot, or null without one. */
export const waitInSlot = sql<number | null>`(select wait from slot)`;

/** Takes the next slot for a call whose turn it is in the queue; returns how long to wait for it. */
export async function slotInTurn(db: Queryable, pace: Pace): Promise<number> {
  const [slot] = await takeNext(db, pace);
  return slot!.wait;
}

const takeNext = prepared<Pace, Slot[]>((_, pace) => take(pace, sql`true`));
