import type { SecondaryRecord, SecondaryState } from "../../domain/secondary/record.ts";
import { bigint, index, integer, jsonb, pgTable, serial, text } from "../drizzle.ts";
import { changedBy, instant } from "./columns.ts";

/**
 * 障害二次対応 (R5.7). The row is the truth: everything is decided under its lock, and its workflow carries out
 * what follows. It outlives its incident.
 */
export const secondaryResponses = pgTable(
  "secondary_responses",
  {
    id: serial("id").primaryKey(),
    incident: integer("incident").notNull(),
    customer: text("customer").notNull(),
    /** The customer's configuration that its incident is pinned to. */
    version: bigint("version", { mode: "number" }).notNull(),
    state: text("state").$type<SecondaryState>().notNull(),
    record: jsonb("record").$type<SecondaryRecord>().notNull(),
    /** Keys of the finished duties (domain/secondary/duties.ts). */
    done: jsonb("done").$type<string[]>().notNull().default([]),
    changedBy: changedBy(),
  },
  (table) => [
    index("secondary_responses_by_incident").on(table.incident, table.id),
    index("secondary_responses_changed").on(table.changedBy),
  ],
);

/** One recipient's link for the customer's answer; the link itself is only in the mail. */
export const approvalLinks = pgTable(
  "approval_links",
  {
    /** SHA-256, hex. */
    tokenHash: text("token_hash").primaryKey(),
    secondary: integer("secondary").notNull(),
    /** The contact's id. */
    recipient: text("recipient").notNull(),
    /** SHA-256 of the proposal when the link was sent; changing the proposal voids the link. */
    digest: text("digest").notNull(),
    issuedAt: instant("issued_at").notNull(),
  },
  (table) => [index("approval_links_by_secondary").on(table.secondary)],
);
