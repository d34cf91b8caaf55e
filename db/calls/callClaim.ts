import { randomUUID } from "node:crypto";
import type { RingClaim, RingOrder } from "../../domain/calls/ring.ts";
import { noneCountsBefore, whySkipped } from "../../domain/calls/skipInterval.ts";
import { callReasonTexts } from "../../domain/calls/texts.ts";
import type { Phrase } from "../../domain/words/phrase.ts";
import type { Database, Queryable, Transaction } from "../connect.ts";
import { and, desc, eq, isNull, ne, or, sql } from "../drizzle.ts";
import { type Places, prepared } from "../prepared.ts";
import { calls } from "../schema/index.ts";
import { isUnderWay } from "./calls.ts";
import { freeSlotOf, inSlot, type Pace } from "./pace.ts";
import { type Permission, permissionBySlot, rowBySlot } from "./permission.ts";
import { whyNotRing } from "./whyNotRing.ts";

/** Waiting calls come first, then the latest placed; more than a few make no difference. */
const mostEarlierCalls = 20;

/**
 * Claims one ring of one number (R5.2.2c). Claims of a number within a customer take turns, so two
 * simultaneous incidents never both ring one person. Repeated for the same place, it gives the same answer.
 */
export async function claimRing(db: Database, order: RingOrder, now: Date): Promise<RingClaim> {
  return (await claimAndPermit(db, order, now, null)).claim;
}

/**
 * The same, which with a pace also decides whether the call may be dialled at once: the claim has just asked
 * whatever `permitDialling` would ask. `permission` is null if it was not asked for, or claimed nothing new.
 */
export async function claimAndPermit(
  db: Database,
  order: RingOrder,
  now: Date,
  pace: Pace | null,
): Promise<{ claim: RingClaim; permission: Permission | null }> {
  return await db.transaction(async (tx) => {
    await takeTurn(tx, order);
    // Asked together, for one round trip: mail and chat of the same alert wait for this decision.
    const [before, stopped, sameNumber, skipped] = await Promise.all([
      earlierClaim(tx, order),
      whyNotRing(tx, order.incident, order.occurrence),
      underWayOrTwice(tx, order),
      skippedFor(tx, order, now),
    ]);
    if (before !== null) return only(before);
    if (stopped !== null) return only({ result: "stopped", why: stopped });
    if (sameNumber?.result === "number-in-use") return only(sameNumber);
    const reason = sameNumber?.reason ?? skipped;
    const call = newCall(order, now);
    if (reason !== null) {
      const skip = { endedAt: now, outcome: "skipped", reason, notPlaced: true } as const;
      await tx.insert(calls).values({ ...call, ...skip });
      return only({ result: "skipped", reason });
    }
    const claim = { result: "claimed", call: call.id } as const;
    if (pace === null) {
      await tx.insert(calls).values(call);
      return only(claim);
    }
    const slot = freeSlotOf(tx, pace);
    const inserted = tx
      .with(slot)
      .insert(calls)
      .values({ ...call, ...inSlot(now) });
    return { claim, permission: permissionBySlot(await inserted.returning(rowBySlot)) };
  });
}

const only = (claim: RingClaim) => ({ claim, permission: null });

const takeTurn = (tx: Transaction, { customer, phone }: RingOrder) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${customer}/${phone}`}, 0))`);

const newCall = ({ skipMinutes: _, ...order }: RingOrder, claimedAt: Date) => ({
  ...order,
  id: randomUUID(),
  kind: "auto" as const,
  claimedAt,
});

async function earlierClaim(tx: Transaction, order: RingOrder): Promise<RingClaim | null> {
  const [row] = await callAt(tx, order);
  if (row === undefined) return null;
  return row.outcome === "skipped"
    ? { result: "skipped", reason: row.reason ?? "" }
    : { result: "claimed", call: row.id };
}

const callAt = prepared(
  (db, place: Places<Pick<RingOrder, "incident" | "step" | "round" | "position" | "try">>) =>
    db
      .select({ id: calls.id, outcome: calls.outcome, reason: calls.reason })
      .from(calls)
      .where(
        and(
          eq(calls.incident, place.incident),
          eq(calls.step, place.step),
          eq(calls.round, place.round),
          eq(calls.position, place.position),
          eq(calls.try, place.try),
        ),
      ),
);

/**
 * Keeps two lists of one incident from ringing one number at the same time, and a number listed twice from
 * ringing more than once a round.
 */
async function underWayOrTwice(
  tx: Transaction,
  order: RingOrder,
): Promise<{ result: "number-in-use"; by: string } | { result: "twice"; reason: Phrase } | null> {
  const others = await callsToSameNumber(tx, order);
  const twice = others.some(
    (call) => call.step === order.step && call.round === order.round && call.outcome !== "skipped",
  );
  if (twice) return { result: "twice", reason: callReasonTexts.twice() };
  const inUse = others.find((call) => call.outcome === null && call.endedAt === null);
  return inUse === undefined ? null : { result: "number-in-use", by: inUse.id };
}

const callsToSameNumber = prepared(
  (db, order: Places<Pick<RingOrder, "incident" | "phone" | "step" | "round" | "position">>) =>
    db
      .select({
        id: calls.id,
        step: calls.step,
        round: calls.round,
        outcome: calls.outcome,
        endedAt: calls.endedAt,
      })
      .from(calls)
      .where(
        and(
          eq(calls.incident, order.incident),
          eq(calls.phone, order.phone),
          or(
            isUnderWay,
            and(eq(calls.step, order.step), eq(calls.round, order.round), ne(calls.position, order.position)),
          ),
        ),
      ),
);

/** Why a person would not be rung for an incident that began now (R5.2.2c); null: they would be rung. */
export const whyWouldBeSkipped = (
  db: Queryable,
  person: Pick<RingOrder, "customer" | "phone" | "skipMinutes">,
  now: Date,
): Promise<Phrase | null> => skippedFor(db, { ...person, incident: 0, occurrence: 0 }, now);

async function skippedFor(
  tx: Queryable,
  order: Pick<RingOrder, "customer" | "phone" | "skipMinutes" | "incident" | "occurrence">,
  now: Date,
): Promise<Phrase | null> {
  const { incident, claimedAt, requestedAt } = calls;
  const waits = sql<boolean>`${requestedAt} is null and ${calls.outcome} is null`;
  const placedAt = sql`coalesce(${requestedAt}, ${claimedAt})`;
  const since = noneCountsBefore(order.skipMinutes, now).toISOString();
  const earlier = await tx
    .select({ incident, claimedAt, requestedAt, waits })
    .from(calls)
    .where(
      and(
        order.customer === null ? isNull(calls.customer) : eq(calls.customer, order.customer),
        eq(calls.phone, order.phone),
        sql`${placedAt} > ${since}::timestamptz`,
        eq(calls.kind, "auto"),
        eq(calls.notPlaced, false),
        or(ne(incident, order.incident), ne(calls.occurrence, order.occurrence)),
      ),
    )
    .orderBy(desc(waits), desc(placedAt))
    .limit(mostEarlierCalls);
  return whySkipped(earlier, order.skipMinutes, now);
}
