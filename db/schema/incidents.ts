import type { Level } from "../../domain/alerts/level.ts";
import type { OperatorCallsView } from "../../domain/calls/operators/list.ts";
import type { FirstResponseBy } from "../../domain/incidents/firstResponse.ts";
import type { IncidentState } from "../../domain/incidents/row.ts";
import type { TimelineEvent } from "../../domain/timeline.ts";
import type { Audience } from "../../domain/words/event.ts";
import {
  bigint,
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  serial,
  sql,
  text,
  uniqueIndex,
} from "../drizzle.ts";
import { changedBy, instant } from "./columns.ts";

/** What has happened to an incident. The relay opens the row; activities and provider callbacks write it. */
export const incidents = pgTable(
  "incidents",
  {
    number: serial("number").primaryKey(),
    customer: text("customer"),
    source: text("source").notNull(),
    dedupKey: text("dedup_key").notNull(),
    workflowId: text("workflow_id").notNull(),
    /** The customer's configuration it is pinned to; null while the customer is unknown. */
    version: bigint("version", { mode: "number" }),
    rule: text("rule"),
    system: text("system"),
    node: text("node").notNull(),
    alarm: text("alarm").notNull(),
    level: text("level").$type<Level>().notNull(),
    state: text("state").$type<IncidentState>().notNull(),
    /** Counts occurrences from 1; firing again before it closed is the next one (R5.1e). */
    occurrence: integer("occurrence").notNull().default(1),
    /** How many alerts were bound to it, which is also the last one's sequence. */
    alertCount: integer("alert_count").notNull().default(0),
    /** True until its first act is done; the relay starts only so many young ones per customer at a time. */
    young: boolean("young").notNull().default(true),
    openedAt: instant("opened_at").notNull(),
    /** All that burns of it is silenced (R5.10): nobody is told, nothing is run, no clock runs. */
    silenced: boolean("silenced").notNull().default(false),
    /** When the SLO's clock began; the deadline follows (R3.1a). */
    detectedAt: instant("detected_at").notNull(),
    deadlineAt: instant("deadline_at"),
    /** The occurrence the clock belongs to; a notice of an earlier one is no first response to it. */
    sloOccurrence: integer("slo_occurrence").notNull().default(1),
    firstResponseAt: instant("first_response_at"),
    firstResponse: text("first_response").$type<FirstResponseBy>(),
    breachedAt: instant("breached_at"),
    /** Why operators should look at it; null: they need not. */
    attention: text("attention"),
    attentionAt: instant("attention_at"),
    /** Who has looked at it since; this mark does not change the incident's state. */
    seenBy: text("seen_by"),
    seenAt: instant("seen_at"),
    acknowledgedBy: text("acknowledged_by"),
    acknowledgedAt: instant("acknowledged_at"),
    /** An acknowledgement covers the level at which it was given (R5.1c). */
    acknowledgedLevel: text("acknowledged_level").$type<Level>(),
    takenBy: text("taken_by"),
    takenAt: instant("taken_at"),
    recoveredAt: instant("recovered_at"),
    closedAt: instant("closed_at"),
    resolvedBy: text("resolved_by"),
    resolvedReason: text("resolved_reason"),
    /** The state of the operators' call list (R5.3.2); null: none was opened. */
    operatorCalls: jsonb("operator_calls").$type<OperatorCallsView>(),
    /** The list's version: a late repeat of an earlier write changes nothing. */
    operatorCallsVersion: integer("operator_calls_version").notNull().default(0),
    changedBy: changedBy(),
  },
  (table) => [
    uniqueIndex("incidents_one_open_per_key")
      .on(sql`coalesce(customer, '')`, table.source, table.dedupKey)
      .where(sql`closed_at is null`),
    index("incidents_by_key").on(table.customer, table.source, table.dedupKey, table.number),
    index("incidents_by_customer").on(table.customer, table.number),
    index("incidents_by_state").on(table.state, table.number),
    index("incidents_first_responses")
      .on(table.deadlineAt, table.firstResponseAt)
      .where(sql`first_response_at is not null`),
    index("incidents_breached").on(table.breachedAt).where(sql`breached_at is not null`),
    index("incidents_changed").on(table.changedBy),
    index("incidents_open").on(table.number).where(sql`closed_at is null`),
    index("incidents_to_look_at").on(table.attentionAt).where(sql`attention is not null`),
    index("incidents_young").on(table.customer).where(sql`young and closed_at is null`),
  ],
);

/** Everything that happened, in order, and who or what did it (RA1). */
export const timeline = pgTable(
  "timeline",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    incident: integer("incident").notNull(),
    at: instant("at").notNull(),
    /** A person's name, `customer:NAME`, or `toban`. */
    actor: text("actor").notNull(),
    /** The API's name for its kind, and its audience, as declared for its event. */
    kind: text("kind").notNull(),
    audience: text("audience").$type<Audience>().notNull(),
    /** What happened, with its values; put into words when read. */
    event: jsonb("event").$type<TimelineEvent>().notNull(),
    /** The fact behind it, so that a repeated activity writes only one line. */
    fact: text("fact").notNull(),
    changedBy: changedBy(),
  },
  (table) => [
    uniqueIndex("timeline_one_line_per_fact").on(table.incident, table.fact),
    index("timeline_changed").on(table.changedBy),
    index("timeline_in_order").on(table.incident, table.at, table.id),
  ],
);

/** An incident's row. */
export type IncidentRow = typeof incidents.$inferSelect;
