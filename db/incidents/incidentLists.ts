import { silenceTurns } from "../../domain/alerts/alert.ts";
import { operatorRecipientPattern } from "../../domain/messages/operatorRecipient.ts";
import { recordingsOf, type ShownRecording } from "../calls/recordings.ts";
import type { Queryable } from "../connect.ts";
import { and, desc, eq, lt, notInArray, notLike, type SQL, sql } from "../drizzle.ts";
import { alerts, calls, dispatches, timeline } from "../schema/index.ts";

/** Which part of an incident's list is wanted: the latest `limit` entries before a position. */
export interface Part<Position> {
  incident: number;
  before: Position | null;
  limit: number;
  /** Leaves out what is for operators only (RA4). */
  forCustomer: boolean;
}

/** `rows` in the order of events. `count` is for the whole list, but 0 if the part is empty. */
export interface ListPart<Row> {
  rows: Row[];
  count: number;
}

export type AlertPosition = readonly [sequence: number];
export type DispatchPosition = readonly [id: number];
export type TimelinePosition = readonly [at: number, id: number];
export type CallPosition = readonly [claimedAt: number, round: number, position: number, id: string];

export async function alertsOf(db: Queryable, part: Part<AlertPosition>) {
  const mine = and(eq(alerts.incident, part.incident), notInArray(alerts.status, [...silenceTurns]));
  const rows = await db
    .select({
      id: alerts.id,
      sequence: alerts.sequence,
      status: alerts.status,
      level: alerts.level,
      value: alerts.value,
      log: alerts.log,
      occurredAt: alerts.occurredAt,
      acceptedAt: alerts.acceptedAt,
      count: countOf(alerts, mine),
    })
    .from(alerts)
    .where(and(mine, part.before === null ? undefined : lt(alerts.sequence, part.before[0])))
    .orderBy(desc(alerts.sequence))
    .limit(part.limit);
  return inOrder(rows);
}

export async function timelineOf(db: Queryable, part: Part<TimelinePosition>) {
  const mine = and(
    eq(timeline.incident, part.incident),
    part.forCustomer ? eq(timeline.audience, "everyone") : undefined,
  );
  const rows = await db
    .select({
      id: timeline.id,
      at: timeline.at,
      actor: timeline.actor,
      kind: timeline.kind,
      event: timeline.event,
      count: countOf(timeline, mine),
    })
    .from(timeline)
    .where(
      and(
        mine,
        part.before === null
          ? undefined
          : sql`(${timeline.at}, ${timeline.id}) < (${instant(part.before[0])}, ${part.before[1]}::bigint)`,
      ),
    )
    .orderBy(desc(timeline.at), desc(timeline.id))
    .limit(part.limit);
  return inOrder(rows);
}

export async function dispatchesOf(db: Queryable, part: Part<DispatchPosition>) {
  const mine = and(
    eq(dispatches.incident, part.incident),
    part.forCustomer ? notLike(dispatches.recipient, operatorRecipientPattern) : undefined,
  );
  const rows = await db
    .select({
      id: dispatches.id,
      channel: dispatches.channel,
      to: dispatches.to,
      kind: dispatches.kind,
      outcome: dispatches.outcome,
      messageId: dispatches.messageId,
      at: dispatches.at,
      reason: dispatches.reason,
      count: countOf(dispatches, mine),
    })
    .from(dispatches)
    .where(and(mine, part.before === null ? undefined : lt(dispatches.id, part.before[0])))
    .orderBy(desc(dispatches.id))
    .limit(part.limit);
  return inOrder(rows);
}

export async function callsOf(db: Queryable, part: Part<CallPosition>) {
  const mine = eq(calls.incident, part.incident);
  const rows = await db
    .select({
      id: calls.id,
      kind: calls.kind,
      contact: calls.contact,
      phone: calls.phone,
      round: calls.round,
      position: calls.position,
      claimedAt: calls.claimedAt,
      requestedAt: calls.requestedAt,
      notPlaced: calls.notPlaced,
      sid: calls.sid,
      operatorPhone: calls.operatorPhone,
      endedAt: calls.endedAt,
      outcome: calls.outcome,
      reason: calls.reason,
      calledBy: calls.calledBy,
      result: calls.result,
      resultBy: calls.resultBy,
      resultNote: part.forCustomer ? sql<null>`null::text` : calls.resultNote,
      recordings: part.forCustomer ? noRecordings : recordingsOf(calls.id),
      count: countOf(calls, mine),
    })
    .from(calls)
    .where(and(mine, part.before === null ? undefined : beforeCall(part.before)))
    .orderBy(desc(calls.claimedAt), desc(calls.round), desc(calls.position), desc(calls.id))
    .limit(part.limit);
  return inOrder(rows);
}

const noRecordings = sql<ShownRecording[]>`'[]'::json`;

const beforeCall = ([claimedAt, round, position, id]: CallPosition): SQL =>
  sql`(${calls.claimedAt}, ${calls.round}, ${calls.position}, ${calls.id})
    < (${instant(claimedAt)}, ${round}::int, ${position}::int, ${id}::uuid)`;

const instant = (milliseconds: number): SQL => sql`${new Date(milliseconds).toISOString()}::timestamptz`;

/** Counted once for the whole answer, together with its rows, to save a round trip. */
const countOf = (table: typeof alerts | typeof timeline | typeof dispatches | typeof calls, where?: SQL) =>
  sql<number>`(select count(*)::int from ${table} where ${where})`;

function inOrder<Row extends { count: number }>(rows: Row[]): ListPart<Row> {
  return { rows: rows.toReversed(), count: rows[0]?.count ?? 0 };
}
