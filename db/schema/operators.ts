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
} from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import type { Role } from "./people.ts";

/** What an operator decided of a source's key in triage; it holds for later incidents of the key, too. */
export const assignments = pgTable(
  "assignments",
  {
    /** As the alerts come: empty without a known customer. */
    customer: text("customer").notNull(),
    source: text("source").notNull(),
    dedupKey: text("dedup_key").notNull(),
    /** Whose they are, for alerts of an unknown customer. */
    toCustomer: text("to_customer"),
    rule: text("rule"),
    assignedBy: text("assigned_by").notNull(),
    assignedAt: instant("assigned_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.customer, table.source, table.dedupKey] })],
);

/**
 * Who did what, when (RA4): a row before the act, its outcome after. An action that says it comes from a person is
 * believed only where its row stands here. PostgreSQL lets nobody change a row beyond its outcome, or remove one.
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
    /** The request's own name; an update of a workflow carries it as its id. */
    request: text("request"),
    /** null: no answer is known. */
    outcome: text("outcome").$type<"done" | "refused" | "failed">(),
    /** Why it was refused. */
    code: text("code"),
    /** By a session in the browser, an API token, the command line, or a link in a mail. */
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

/** What was recorded of an operator's call (R5.3.2); the sound stays at the provider until it is deleted. */
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

/** Somebody who rang our number: a customer's person calling back (仕様書 3-3-2). */
export const incomingCalls = pgTable(
  "incoming_calls",
  {
    id: uuid("id").primaryKey(),
    sid: text("sid").notNull(),
    phone: text("phone").notNull(),
    startedAt: instant("started_at").notNull(),
    endedAt: instant("ended_at"),
    /** The incidents that were read to the caller, most urgent first. */
    incidents: integer("incidents").array().notNull(),
    /** No customer has a contact with this number. */
    unknown: boolean("unknown").notNull(),
    /** The operator who was reached by key 9. */
    connectedTo: text("connected_to"),
    /** What the carriers attest of the number (Twilio's StirVerstat); null where they say nothing. */
    stirVerstat: text("stir_verstat"),
  },
  (table) => [
    uniqueIndex("incoming_calls_by_sid").on(table.sid),
    index("incoming_calls_by_phone").on(table.phone, table.startedAt),
    index("incoming_calls_by_incident").using("gin", table.incidents),
  ],
);
