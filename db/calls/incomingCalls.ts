import { randomUUID } from "node:crypto";
import { callbackEvents as events } from "../../domain/calls/events.ts";
import { customersPerson, engine } from "../../domain/people/actor.ts";
import type { TimelineEvent } from "../../domain/timeline.ts";
import { askForAttention } from "../askForAttention.ts";
import type { Database, Queryable } from "../connect.ts";
import { and, arrayContains, eq, inArray, isNull } from "../drizzle.ts";
import { incidents, incomingCalls } from "../schema/index.ts";
import { tellTimeline } from "../timelineLines.ts";
import { recordingsOf } from "./recordings.ts";

export type IncomingCallRow = typeof incomingCalls.$inferSelect;

/** Stores an incoming call, with a line on each incident, before anything is said to the caller. */
export async function storeIncomingCall(
  db: Database,
  call: Pick<IncomingCallRow, "sid" | "phone" | "startedAt" | "incidents" | "unknown" | "stirVerstat">,
  callerName: string | null,
): Promise<IncomingCallRow> {
  return await db.transaction(async (tx) => {
    await tx
      .insert(incomingCalls)
      .values({ id: randomUUID(), ...call })
      .onConflictDoNothing();
    const [row] = await tx.select().from(incomingCalls).where(eq(incomingCalls.sid, call.sid));
    if (row === undefined) throw new Error(`the incoming call ${call.sid} was not written`);
    const event = events.came({ name: callerName });
    await tellIncidents(tx, row, row.startedAt, { actor: actorOf(callerName), event, fact: "came" });
    return row;
  });
}

export async function readIncomingCall(db: Queryable, id: string): Promise<IncomingCallRow | null> {
  const [row] = await db.select().from(incomingCalls).where(eq(incomingCalls.id, id));
  return row ?? null;
}

/** Who called back about an incident, oldest first, with the recordings. */
export async function callbacksOf(db: Queryable, incident: number) {
  const { id, phone, startedAt, endedAt, connectedTo } = incomingCalls;
  return await db
    .select({ id, phone, startedAt, endedAt, connectedTo, recordings: recordingsOf(id) })
    .from(incomingCalls)
    .where(arrayContains(incomingCalls.incidents, [incident]))
    .orderBy(startedAt, id);
}

/** Queues the caller's incidents for operators before any telephone rings, in case the caller hangs up. */
export async function noteOperatorWanted(
  db: Database,
  call: IncomingCallRow,
  callerName: string | null,
  at: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    for (const incident of call.incidents) await askForAttention(tx, incident, "callback", at);
    const event = events.operatorWanted({ name: callerName });
    await tellIncidents(tx, call, at, { actor: actorOf(callerName), event, fact: "wanted" });
  });
}

/** Gives the caller to the first operator who answers; false: another was quicker. */
export async function noteConnected(
  db: Database,
  call: IncomingCallRow,
  operator: string,
  callerName: string | null,
  at: Date,
): Promise<boolean> {
  return await db.transaction(async (tx) => {
    const [first] = await tx
      .update(incomingCalls)
      .set({ connectedTo: operator })
      .where(and(eq(incomingCalls.id, call.id), isNull(incomingCalls.connectedTo)))
      .returning({ id: incomingCalls.id });
    if (first === undefined) return false;
    await tx
      .update(incidents)
      .set({ attention: null, attentionAt: null })
      .where(and(inArray(incidents.number, call.incidents), eq(incidents.attention, "callback")));
    const event = events.connected({ name: callerName });
    await tellIncidents(tx, call, at, { actor: operator, event, fact: "connected" });
    return true;
  });
}

export async function noteNobodyAnswered(db: Queryable, call: IncomingCallRow, at: Date): Promise<void> {
  const event = events.nobodyAnswered();
  await tellIncidents(db, call, at, { actor: engine, event, fact: "nobody-answered" });
}

export async function noteIncomingEnd(db: Queryable, sid: string, at: Date): Promise<void> {
  await db
    .update(incomingCalls)
    .set({ endedAt: at })
    .where(and(eq(incomingCalls.sid, sid), isNull(incomingCalls.endedAt)));
}

const actorOf = (name: string | null): string => (name === null ? engine : customersPerson(name));

const tellIncidents = (
  db: Queryable,
  call: IncomingCallRow,
  at: Date,
  { fact, ...line }: { actor: string; event: TimelineEvent; fact: string },
): Promise<void> =>
  tellTimeline(
    db,
    call.incidents.map((incident) => ({
      ...line,
      incident,
      at,
      fact: `callback/${call.id}/${fact}`,
    })),
  );
