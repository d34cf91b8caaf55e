import type { CallFact } from "../../domain/calls/outcome.ts";
import { callReasonTexts } from "../../domain/calls/texts.ts";
import type { Queryable } from "../connect.ts";
import { and, eq, inArray, isNotNull, isNull, lte } from "../drizzle.ts";
import { type Places, prepared } from "../prepared.ts";
import {
  type CallFactKind,
  callFacts,
  calls,
  operationTestFacts,
  operationTestSteps,
} from "../schema/index.ts";

export type CallRow = typeof calls.$inferSelect;

export async function readCall(db: Queryable, id: string): Promise<CallRow | null> {
  const [row] = await db.select().from(calls).where(eq(calls.id, id));
  return row ?? null;
}

/**
 * Frees claimed calls of an ended list that were never dialled. A worker that died just after claiming would
 * otherwise leave a row that nobody asks for again, and that keeps its person from being rung for anything
 * else (R5.2.2c). A worker about to dial such a call learns of it when it asks for permission.
 */
export async function releaseUndialled(
  db: Queryable,
  incident: number,
  occurrence: number,
  at: Date,
): Promise<void> {
  const reason = callReasonTexts.stoppedBefore();
  await db
    .update(calls)
    .set({ outcome: "aborted", reason, endedAt: at, notPlaced: true })
    .where(
      and(
        eq(calls.incident, incident),
        lte(calls.occurrence, occurrence),
        eq(calls.kind, "auto"),
        isNull(calls.outcome),
        isNull(calls.requestedAt),
      ),
    );
}

/** The automatic calls of an incident that were requested and whose end is not recorded. */
export const ringing = prepared((db, { incident }: Places<{ incident: number }>) =>
  db
    .select({ call: calls.id, contact: calls.contact, ringSeconds: calls.ringSeconds })
    .from(calls)
    .where(
      and(
        eq(calls.incident, incident),
        eq(calls.kind, "auto"),
        isNotNull(calls.requestedAt),
        isNull(calls.outcome),
      ),
    ),
);

export async function updateCall(db: Queryable, id: string, set: Partial<CallRow>): Promise<void> {
  await db.update(calls).set(set).where(eq(calls.id, id));
}

export interface StoredFact<Kind extends CallFactKind = CallFact["kind"]> extends Omit<CallFact, "kind"> {
  kind: Kind;
  sid: string;
  receivedAt: Date;
}

/** The facts of the telephone that was rung, in order of arrival. */
export const factsOfCall = (db: Queryable, id: string) => factsOf(db, id, ["status", "key"]);

/** The same for an operator's call, including the facts of its leg to the contact. */
export const factsOfOperatorCall = (db: Queryable, id: string) =>
  factsOf(db, id, ["status", "key", "leg-status"]);

async function factsOf<Kind extends CallFactKind>(
  db: Queryable,
  id: string,
  kinds: readonly Kind[],
): Promise<StoredFact<Kind>[]> {
  const rows = await db
    .select({
      kind: callFacts.kind,
      value: callFacts.value,
      wins: callFacts.wins,
      sid: callFacts.sid,
      receivedAt: callFacts.receivedAt,
    })
    .from(callFacts)
    .where(and(eq(callFacts.call, id), inArray(callFacts.kind, [...kinds])))
    .orderBy(callFacts.id);
  return rows as StoredFact<Kind>[];
}

/** Whether this provider's call belongs to another attempt, of an incident or of an operation test. */
export async function isKnownSid(db: Queryable, sid: string, exceptCall: string): Promise<boolean> {
  const [rows, told, steps, toldOfSteps] = await Promise.all([
    db.select({ id: calls.id }).from(calls).where(eq(calls.sid, sid)),
    db.select({ id: callFacts.call }).from(callFacts).where(eq(callFacts.sid, sid)).limit(1),
    db.select({ id: operationTestSteps.id }).from(operationTestSteps).where(eq(operationTestSteps.sid, sid)),
    db
      .select({ id: operationTestFacts.step })
      .from(operationTestFacts)
      .where(eq(operationTestFacts.sid, sid))
      .limit(1),
  ]);
  return [...rows, ...told, ...steps, ...toldOfSteps].some((row) => row.id !== exceptCall);
}

/** Stores what a look-up at the provider found, as if a callback had brought it. */
export async function storeLookedUp(
  db: Queryable,
  call: CallRow,
  sid: string,
  status: string,
  now: Date,
): Promise<void> {
  await db
    .insert(callFacts)
    .values({
      call: call.id,
      incident: call.incident,
      kind: "status",
      sid,
      value: status,
      copy: "looked-up",
      body: {},
      receivedAt: now,
    })
    .onConflictDoNothing();
}

/** Excludes an operator's ended call that waits for its result: nobody is on the telephone any more. */
export const isUnderWay = and(isNull(calls.outcome), isNull(calls.endedAt));

/** Every call of one list, in order. */
export async function callsOfStep(db: Queryable, incident: number, step: string): Promise<CallRow[]> {
  return await db
    .select()
    .from(calls)
    .where(and(eq(calls.incident, incident), eq(calls.step, step)))
    .orderBy(calls.round, calls.position, calls.try);
}

/** Every call of an incident, in order. */
export async function callsOfIncident(db: Queryable, incident: number): Promise<CallRow[]> {
  return await db
    .select()
    .from(calls)
    .where(eq(calls.incident, incident))
    .orderBy(calls.claimedAt, calls.position);
}

/** The operators' calls of one occurrence, in order. */
export async function callsOfOperators(
  db: Queryable,
  incident: number,
  occurrence: number,
): Promise<CallRow[]> {
  return await db
    .select()
    .from(calls)
    .where(and(eq(calls.incident, incident), eq(calls.occurrence, occurrence), eq(calls.kind, "operator")))
    .orderBy(calls.claimedAt, calls.position);
}
