import { randomUUID } from "node:crypto";
import { and, desc, eq, isNull, ne, or, sql } from "drizzle-orm";
import type { RingClaim, RingOrder } from "../../domain/calls/ring.ts";
import { whySkipped } from "../../domain/calls/skipInterval.ts";
import { callReasonTexts } from "../../domain/calls/texts.ts";
import type { Phrase } from "../../domain/words/phrase.ts";
import type { Database, Queryable, Transaction } from "../connect.ts";
import { calls } from "../schema/index.ts";
import { isUnderWay } from "./calls.ts";
import { whyNotRing } from "./whyNotRing.ts";

/** Waiting calls come first, then the latest placed; more than a few make no difference. */
const mostEarlierCalls = 20;

/**
 * Claims one ring of one number (R5.2.2c). Claims of a number within a customer take turns, so two
 * simultaneous incidents never both ring one person. Repeated for the same place, it gives the same answer.
 */
export async function claimRing(db: Database, order: RingOrder, now: Date): Promise<RingClaim> {
  return await db.transaction(async (tx) => {
    await takeTurn(tx, order);
    // Asked together, for one round trip: mail and chat of the same alert wait for this decision.
    const [before, stopped, sameNumber, skipped] = await Promise.all([
      earlierClaim(tx, order),
      whyNotRing(tx, order.incident, order.occurrence),
      underWayOrTwice(tx, order),
      skippedFor(tx, order, now),
    ]);
    if (before !== null) return before;
    if (stopped !== null) return { result: "stopped", why: stopped };
    if (sameNumber?.result === "number-in-use") return sameNumber;
    const reason = sameNumber?.reason ?? skipped;
    if (reason === null) return { result: "claimed", call: await insert(tx, order, { claimedAt: now }) };
    const skip = { claimedAt: now, endedAt: now, outcome: "skipped", reason, notPlaced: true } as const;
    await insert(tx, order, skip);
    return { result: "skipped", reason };
  });
}

const takeTurn = (tx: Transaction, { customer, phone }: RingOrder) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${customer}/${phone}`}, 0))`);

async function insert(
  tx: Transaction,
  { skipMinutes: _, ...order }: RingOrder,
  claim: Pick<typeof calls.$inferInsert, "claimedAt" | "endedAt" | "outcome" | "reason" | "notPlaced">,
): Promise<string> {
  const id = randomUUID();
  await tx.insert(calls).values({ ...order, id, kind: "auto", ...claim });
  return id;
}

async function earlierClaim(tx: Transaction, order: RingOrder): Promise<RingClaim | null> {
  const [row] = await tx
    .select()
    .from(calls)
    .where(
      and(
        eq(calls.incident, order.incident),
        eq(calls.step, order.step),
        eq(calls.round, order.round),
        eq(calls.position, order.position),
        eq(calls.try, order.try),
      ),
    );
  if (row === undefined) return null;
  return row.outcome === "skipped"
    ? { result: "skipped", reason: row.reason ?? "" }
    : { result: "claimed", call: row.id };
}

/**
 * Keeps two lists of one incident from ringing one number at the same time, and a number listed twice from
 * ringing more than once a round.
 */
async function underWayOrTwice(
  tx: Transaction,
  order: RingOrder,
): Promise<{ result: "number-in-use"; by: string } | { result: "twice"; reason: Phrase } | null> {
  const others = await tx
    .select()
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
    );
  const twice = others.some(
    (call) => call.step === order.step && call.round === order.round && call.outcome !== "skipped",
  );
  if (twice) return { result: "twice", reason: callReasonTexts.twice() };
  const inUse = others.find((call) => call.outcome === null && call.endedAt === null);
  return inUse === undefined ? null : { result: "number-in-use", by: inUse.id };
}

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
  const earlier = await tx
    .select({ incident, claimedAt, requestedAt, waits })
    .from(calls)
    .where(
      and(
        order.customer === null ? isNull(calls.customer) : eq(calls.customer, order.customer),
        eq(calls.phone, order.phone),
        eq(calls.kind, "auto"),
        eq(calls.notPlaced, false),
        or(ne(incident, order.incident), ne(calls.occurrence, order.occurrence)),
      ),
    )
    .orderBy(desc(waits), desc(sql`coalesce(${requestedAt}, ${claimedAt})`))
    .limit(mostEarlierCalls);
  return whySkipped(earlier, order.skipMinutes, now);
}
