import {
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "../drizzle.ts";
import { instant } from "./columns.ts";
import type { Role } from "./people.ts";

/** What an operator decided in triage for a source's key; it also holds for the key's later incidents. */
export const assignments = pgTable(
  "assignments",
  {
    /** The alerts' customer; empty if unknown. */
    customer: text("customer").notNull(),
    source: text("source").notNull(),
    dedupKey: text("dedup_key").notNull(),
    /** The customer assigned to alerts of an unknown one. */
    toCustomer: text("to_customer"),
    rule: text("rule"),
    assignedBy: text("assigned_by").notNull(),
    assignedAt: instant("assigned_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.customer, table.source, table.dedupKey] })],
);

/**
 * Who did what, when (RA4): the row is written before the act, its outcome after it. An action is believed to
 * come from a person only if its row is here. PostgreSQL permits no other change of a row, and no deletion.
 */
export const auditLog = pgTable(
  "audit_log",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    at: instant("at").notNull(),
    person: text("person").notNull(),
    role: text("role").$type<Role>(),
    action: text("action").notNull(),
    customer: text("customer"),
    incident: integer("incident"),
    /** What was asked for, without secrets. */
    detail: jsonb("detail").$type<Record<string, unknown>>().notNull(),
    /** The request's own id, which is also the id of the workflow update. */
    request: text("request"),
    /** null: no answer is known. */
    outcome: text("outcome").$type<"done" | "refused" | "failed">(),
    /** Why it was refused. */
    code: text("code"),
    /** Through a browser session, an API token, the command line, or a link in a mail. */
    via: text("via").$type<"session" | "token" | "command" | "link">().notNull(),
  },
  (table) => [
    uniqueIndex("audit_log_by_request").on(table.request),
    index("audit_log_by_person").on(table.person, table.id),
    index("audit_log_by_incident").on(table.incident, table.id),
    index("audit_log_by_customer").on(table.customer, table.id),
    index("audit_log_by_time").on(table.at, table.id),
  ],
);

/** Recordings of operators' calls (R5.3.2); the sound stays at the provider until it is deleted. */
export const recordings = pgTable(
  "recordings",
  {
    /** The provider's id. */
    sid: text("sid").primaryKey(),
    call: uuid("call").notNull(),
    incident: integer("incident").notNull(),
    customer: text("customer"),
    seconds: integer("seconds"),
    recordedAt: instant("recorded_at").notNull(),
    deleteAfter: instant("delete_after").notNull(),
    deletedAt: instant("deleted_at"),
  },
  (table) => [
    index("recordings_by_call").on(table.call),
    index("recordings_by_incident").on(table.incident),
    index("recordings_to_delete").on(table.deleteAfter, table.deletedAt),
  ],
);

/** An incoming call to our number, from a customer's person calling back (仕様書 3-3-2). */
export const incomingCalls = pgTable(
  "incoming_calls",
  {
    id: uuid("id").primaryKey(),
    sid: text("sid").notNull(),
    phone: text("phone").notNull(),
    startedAt: instant("started_at").notNull(),
    endedAt: instant("ended_at"),
    /** The incidents read to the caller, most urgent first. */
    incidents: integer("incidents").array().notNull(),
    /** No customer has a contact with this number. */
    unknown: boolean("unknown").notNull(),
    /** The operator reached by key 9. */
    connectedTo: text("connected_to"),
    /** How the carriers attest the number (Twilio's StirVerstat); null: they say nothing. */
    stirVerstat: text("stir_verstat"),
  },
  (table) => [
    uniqueIndex("incoming_calls_by_sid").on(table.sid),
    index("incoming_calls_by_phone").on(table.phone, table.startedAt),
    index("incoming_calls_by_incident").using("gin", table.incidents),
  ],
);
