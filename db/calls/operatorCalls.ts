import { randomUUID } from "node:crypto";
import { operatorRingSeconds } from "../../domain/calls/operators/limits.ts";
import type { OperatorCallOrder } from "../../domain/calls/ring.ts";
import type { Database, Queryable } from "../connect.ts";
import { and, eq, sql } from "../drizzle.ts";
import { calls } from "../schema/index.ts";
import { storeFact } from "./callFacts.ts";
import type { CallRow } from "./calls.ts";

/** Creates the row of an operator's call; a repeat gets the same row. Calls by hand are reported later. */
export async function claimOperatorCall(db: Queryable, order: OperatorCallOrder, now: Date): Promise<string> {
  const { request, placedAt, ...fields } = order;
  const step = `${order.occurrence}/operators/${request}`;
  const byHand = order.operatorPhone === null;
  const madeAt = placedAt !== null && placedAt < now.getTime() ? new Date(placedAt) : now;
  await db
    .insert(calls)
    .values({
      ...fields,
      id: randomUUID(),
      kind: "operator",
      step,
      try: 1,
      ringSeconds: operatorRingSeconds,
      claimedAt: now,
      requestedAt: byHand ? madeAt : null,
    })
    .onConflictDoNothing();
  const [row] = await db
    .select({ id: calls.id })
    .from(calls)
    .where(and(eq(calls.incident, order.incident), eq(calls.step, step)));
  if (row === undefined) throw new Error(`the operator's call ${step} was not written`);
  return row.id;
}

export interface LegWord {
  /** null: the provider could not even begin the leg. */
  sid: string | null;
  /** Twilio's CallStatus. */
  status: string;
  /** Distinguishes copies of a callback. */
  copy: string;
  at: Date;
  /** The incident's workflow is told that the call has ended. */
  isNews: boolean;
}

/**
 * Stores a fact of the leg to the contact, each copy once; false: already stored. From its first fact the
 * contact's phone counts as called (R3.1a), even if the workflow learns of it later.
 */
export async function storeLegWord(
  db: Database,
  call: Pick<CallRow, "id" | "incident">,
  { sid, status, copy, at, isNews }: LegWord,
): Promise<boolean> {
  return await db.transaction(async (tx) => {
    const { id, incident } = call;
    const known = { call: id, incident, sid: sid ?? "", copy, body: {}, receivedAt: at };
    const fact = { ...known, kind: "leg-status", value: status } as const;
    const stored = await storeFact(tx, fact, isNews ? { is: "call-ended", call: id } : null);
    if (sid === null) return stored;
    const answered = status === "in-progress" || status === "completed";
    await tx
      .update(calls)
      .set({
        legSid: sql`coalesce(${calls.legSid}, ${sid})`,
        acceptedAt: unlessKnown(calls.acceptedAt, at),
        ...(answered ? { answeredAt: unlessKnown(calls.answeredAt, at) } : {}),
      })
      .where(eq(calls.id, id));
    return stored;
  });
}

const unlessKnown = (column: typeof calls.acceptedAt | typeof calls.answeredAt, at: Date) =>
  sql`coalesce(${column}, ${at.toISOString()}::timestamptz)`;
