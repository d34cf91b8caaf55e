import type { AlertStatus, SilenceTurn, SourceKind } from "../../domain/alerts/alert.ts";
import type { Level } from "../../domain/alerts/level.ts";
import {
  bigint,
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  sql,
  text,
  uniqueIndex,
} from "../drizzle.ts";
import { instant } from "./columns.ts";

/** Every accepted alert, unchanged: stored before the sender gets 202 (R5.1a, RA2). */
export const alerts = pgTable(
  "alerts",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    /** null: no known customer. */
    customer: text("customer"),
    source: text("source").notNull(),
    kind: text("kind").$type<SourceKind>().notNull(),
    dedupKey: text("dedup_key").notNull(),
    series: text("series").notNull(),
    status: text("status").$type<AlertStatus | SilenceTurn>().notNull(),
    level: text("level").$type<Level>().notNull(),
    system: text("system"),
    node: text("node").notNull(),
    alarm: text("alarm").notNull(),
    value: text("value"),
    log: text("log"),
    details: jsonb("details").$type<Record<string, unknown>>().notNull(),
    occurredAt: instant("occurred_at"),
    startedAt: instant("started_at"),
    acceptedAt: instant("accepted_at").notNull(),
    /** Set once; null until relayed, and for ever if there was no incident to join. */
    incident: integer("incident"),
    /** Its place among the incident's alerts, from 1, without gaps. */
    sequence: integer("sequence"),
    /** Its key's incident was open when it came or has opened since: no cap on young ones holds it back. */
    joins: boolean("joins").notNull().default(false),
    /** Until then one API server relays it, and others leave its key alone. */
    leaseUntil: instant("lease_until"),
    /** Null until Temporal has it. */
    relayedAt: instant("relayed_at"),
  },
  (table) => [
    index("alerts_waiting").on(table.customer, table.id).where(sql`relayed_at is null`),
    index("alerts_waiting_by_key")
      .on(table.customer, table.source, table.dedupKey, table.id)
      .where(sql`relayed_at is null`),
    index("alerts_waiting_to_join").on(table.customer, table.id).where(sql`relayed_at is null and joins`),
    uniqueIndex("alerts_of_incident").on(table.incident, table.sequence).where(sql`incident is not null`),
    index("alerts_by_node").on(table.customer, table.node, table.acceptedAt),
    index("alerts_by_accepted_at").on(table.acceptedAt),
  ],
);

/** First copies of tools' events; a second copy within 2 minutes is the same event. */
export const intakeEvents = pgTable(
  "intake_events",
  {
    customer: text("customer").notNull(),
    source: text("source").notNull(),
    eventKey: text("event_key").notNull(),
    firstSeenAt: instant("first_seen_at").notNull(),
    alert: bigint("alert", { mode: "number" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.customer, table.source, table.eventKey] })],
);

/** Answers kept by `Idempotency-Key`; the scope is the key's owner: a source, or a person for a route. */
export const idempotentAnswers = pgTable(
  "idempotent_answers",
  {
    scope: text("scope").notNull(),
    key: text("key").notNull(),
    bodyHash: text("body_hash").notNull(),
    /** The API server that works on it, by the name of its connections. */
    server: text("server"),
    status: integer("status"),
    answer: jsonb("answer").$type<unknown>(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.scope, table.key] }),
    index("idempotent_answers_by_age").on(table.createdAt),
  ],
);

/** An alert's row. */
export type AlertRow = typeof alerts.$inferSelect;
