import type { SourceKind } from "../../domain/alerts/alert.ts";
import type { CustomerConfiguration } from "../../domain/customers/configuration.ts";
import {
  bigint,
  bigserial,
  boolean,
  index,
  jsonb,
  pgTable,
  primaryKey,
  sql,
  text,
  uniqueIndex,
} from "../drizzle.ts";
import { bytea, instant } from "./columns.ts";

export const customers = pgTable("customers", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  currentVersion: bigint("current_version", { mode: "number" }).notNull(),
  retiredAt: instant("retired_at"),
});

/** Every file ever imported. An incident is pinned to the version it began under. Rows never change. */
export const customerVersions = pgTable(
  "customer_versions",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    customer: text("customer").notNull(),
    configuration: jsonb("configuration").$type<CustomerConfiguration>().notNull(),
    fileName: text("file_name").notNull(),
    fileText: text("file_text").notNull(),
    fileHash: text("file_hash").notNull(),
    importedAt: instant("imported_at").notNull(),
    importedBy: text("imported_by").notNull(),
  },
  (table) => [index("customer_versions_by_customer").on(table.customer, table.id)],
);

export const sources = pgTable(
  "sources",
  {
    customer: text("customer").notNull(),
    name: text("name").notNull(),
    kind: text("kind").$type<SourceKind>().notNull(),
    retiredAt: instant("retired_at"),
  },
  (table) => [primaryKey({ columns: [table.customer, table.name] })],
);

/** Intake keys, hashed (SHA-256, hex). A source may have several valid ones. */
export const sourceKeys = pgTable(
  "source_keys",
  {
    keyHash: text("key_hash").primaryKey(),
    customer: text("customer").notNull(),
    source: text("source").notNull(),
    issuedAt: instant("issued_at").notNull(),
    revokedAt: instant("revoked_at"),
  },
  (table) => [index("source_keys_by_source").on(table.customer, table.source)],
);

/** The vault: what `secret:NAME` in a customer's file refers to, encrypted and bound to customer and name. */
export const secrets = pgTable(
  "secrets",
  {
    customer: text("customer").notNull(),
    name: text("name").notNull(),
    keyId: text("key_id").notNull(),
    nonce: bytea("nonce").notNull(),
    /** AES-256-GCM, with the 16-byte tag last. */
    ciphertext: bytea("ciphertext").notNull(),
    setAt: instant("set_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.customer, table.name] })],
);

/**
 * The permanent owner of each external id, whatever files name later: by it, a role's owner knows for whom we
 * come. Rows never change.
 */
export const externalIds = pgTable(
  "external_ids",
  {
    externalId: text("external_id").primaryKey(),
    /** null: several customers had named it before ids were kept apart, so it opens no role. */
    customer: text("customer"),
    /** Made by Toban, one per customer; otherwise the customer's file named it first. */
    made: boolean("made").notNull(),
    since: instant("since").notNull(),
  },
  (table) => [uniqueIndex("external_ids_made_once").on(table.customer).where(sql`made`)],
);
