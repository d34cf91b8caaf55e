import type { Level } from "../../domain/alerts/level.ts";
import type { CallResult } from "../../domain/calls/operators/result.ts";
import type { CallOutcome, HowToEnd } from "../../domain/calls/outcome.ts";
import type { DispatchKind } from "../../domain/messages/kinds.ts";
import {
  bigserial,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  sql,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "../drizzle.ts";
import { changedBy, instant, reason } from "./columns.ts";

/** One attempt to tell one recipient by mail or chat: the row comes before the act, the outcome after. */
export const dispatches = pgTable(
  "dispatches",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    incident: integer("incident").notNull(),
    /** What it belongs to, such as `1/web down/alert`: a step tells each recipient once. */
    step: text("step").notNull(),
    channel: text("channel").$type<"mail" | "chat" | "sms">().notNull(),
    /** The contact's or chat's id in the file, or the address itself if it is no contact's. */
    recipient: text("recipient").notNull(),
    /** A mail address, or the chat's id in the file. */
    to: text("to").notNull(),
    kind: text("kind").$type<DispatchKind>().notNull(),
    outcome: text("outcome").$type<"pending" | "sent" | "refused" | "failed">().notNull(),
    messageId: text("message_id"),
    at: instant("at").notNull(),
    reason: reason("reason"),
    /** What was sent, as the recipient reads it. */
    content: jsonb("content").$type<{ subject?: string; body: string }>(),
    /** The attempt that talks to the provider about it now; nobody else does until its lease ends. */
    triedBy: uuid("tried_by"),
    /** By PostgreSQL's own clock. */
    triedUntil: instant("tried_until"),
  },
  (table) => [
    uniqueIndex("dispatches_once_per_step").on(table.incident, table.step, table.channel, table.recipient),
    index("dispatches_by_outcome").on(table.outcome, table.channel),
  ],
);

/** One ring of one number: the row comes before the request, so nobody is rung twice for one step. */
export const calls = pgTable(
  "calls",
  {
    /** The attempt's id, contained in every callback's address. */
    id: uuid("id").primaryKey(),
    incident: integer("incident").notNull(),
    customer: text("customer"),
    kind: text("kind").$type<"auto" | "operator">().notNull(),
    occurrence: integer("occurrence").notNull().default(1),
    /** The list it belongs to, such as `1/alert/web down`: occurrence and rule. */
    step: text("step").notNull(),
    round: integer("round").notNull(),
    position: integer("position").notNull(),
    /** From 1; 2 if the provider proved never to have had the first. */
    try: integer("try").notNull(),
    contact: text("contact").notNull(),
    phone: text("phone").notNull(),
    ringSeconds: integer("ring_seconds").notNull(),
    claimedAt: instant("claimed_at").notNull(),
    /** By PostgreSQL's clock: since when it waits in the queue, having found no slot to be dialled at once. */
    queuedAt: instant("queued_at"),
    /** Set before the request is sent: from then on the phone may ring. */
    requestedAt: instant("requested_at"),
    /** The provider's id, once known. */
    sid: text("sid"),
    /** When the provider accepted it. */
    acceptedAt: instant("accepted_at"),
    answeredAt: instant("answered_at"),
    /** How we asked the provider to end it. */
    endRequested: text("end_requested").$type<HowToEnd>(),
    endedAt: instant("ended_at"),
    outcome: text("outcome").$type<CallOutcome>(),
    reason: reason("reason"),
    /** The phone cannot have rung: no skip interval, no first response. */
    notPlaced: boolean("not_placed").notNull().default(false),
    /** The operator who called; null for automatic calls. */
    calledBy: text("called_by"),
    /** The operator's own telephone, rung first; null for automatic calls and those made by hand. */
    operatorPhone: text("operator_phone"),
    /** The provider's id of the leg to the contact, once the operator has answered. */
    legSid: text("leg_sid"),
    /** The result, from the operator, or from the provider if nobody answered (R5.3.2). */
    result: text("result").$type<CallResult>(),
    resultBy: text("result_by"),
    resultNote: text("result_note"),
    resultAt: instant("result_at"),
    changedBy: changedBy(),
  },
  (table) => [
    uniqueIndex("calls_once_per_step").on(table.incident, table.step, table.round, table.position, table.try),
    uniqueIndex("calls_by_sid").on(table.sid).where(sql`sid is not null`),
    index("calls_changed").on(table.changedBy),
    index("calls_under_way").on(table.incident).where(sql`outcome is null`),
    index("calls_waiting")
      .on(table.queuedAt)
      .where(sql`queued_at is not null and requested_at is null and outcome is null`),
    index("calls_by_phone").on(table.customer, table.phone, sql`coalesce(requested_at, claimed_at)`),
    index("calls_by_outcome").on(table.outcome),
  ],
);

/** When the provider takes its next call: the one row that every worker claims its slots from. */
export const callPace = pgTable(
  "call_pace",
  {
    /** There is one row. */
    single: boolean("single").primaryKey().default(true),
    /** By PostgreSQL's clock, to the microsecond: rounded intervals would add up. */
    nextFreeAt: timestamp("next_free_at", { withTimezone: true }).notNull(),
  },
  () => [check("call_pace_single", sql`single`)],
);

/**
 * Who reported the fact: the provider, about the telephone rung (`status`) or an operator's leg to the
 * contact (`leg-status`), or the person on it (`key`).
 */
export type CallFactKind = "status" | "key" | "leg-status";

/** What the telephone provider and the callee said (status callbacks, keys), stored before it is told. */
export const callFacts = pgTable(
  "call_facts",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    /** The id of the call or incoming call. */
    call: uuid("call").notNull(),
    incident: integer("incident").notNull(),
    kind: text("kind").$type<CallFactKind>().notNull(),
    sid: text("sid").notNull(),
    /** The digit for `key`, otherwise Twilio's CallStatus. */
    value: text("value").notNull(),
    /** Distinguishes copies of a callback: SequenceNumber, or the place in the conversation. */
    copy: text("copy").notNull(),
    /** A 1 that gave this person the incident. */
    wins: boolean("wins").notNull().default(false),
    /** The incident's state when the key was pressed: a 1 covers this occurrence up to this level. */
    occurrence: integer("occurrence").notNull().default(1),
    level: text("level").$type<Level>(),
    body: jsonb("body").$type<Record<string, string>>().notNull(),
    receivedAt: instant("received_at").notNull(),
  },
  (table) => [
    uniqueIndex("call_facts_once").on(table.call, table.kind, table.value, table.copy),
    index("call_facts_by_call").on(table.call, table.id),
    index("call_facts_by_sid").on(table.sid),
    index("call_facts_wins").on(table.incident).where(sql`wins`),
  ],
);
