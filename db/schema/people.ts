import type { Role } from "../../domain/people/role.ts";
import { pgTable, sql, text, uniqueIndex, uuid } from "../drizzle.ts";
import { instant } from "./columns.ts";

export { type Role, roles } from "../../domain/people/role.ts";

export const people = pgTable("people", {
  name: text("name").primaryKey(),
  role: text("role").$type<Role>().notNull(),
  /** The customers of a customer's person; empty for operators and admins, who see all. */
  customers: text("customers").array().notNull(),
  phone: text("phone"),
  createdAt: instant("created_at").notNull(),
  /** When this person was disabled; null: not disabled. */
  disabledAt: instant("disabled_at"),
});

/** What a token permits: reading, or also acting. */
export const tokenScopes = ["read", "act"] as const;
export type TokenScope = (typeof tokenScopes)[number];

/** API tokens, hashed (SHA-256 of 256 random bits, hex). */
export const apiTokens = pgTable(
  "api_tokens",
  {
    tokenHash: text("token_hash").primaryKey(),
    /** The token's public name; it opens nothing. */
    id: uuid("id").notNull().defaultRandom(),
    person: text("person").notNull(),
    /** The owner's name for it. */
    name: text("name"),
    scopes: text("scopes").array().$type<TokenScope[]>().notNull().default(sql`'{read,act}'`),
    issuedAt: instant("issued_at").notNull(),
    /** To the hour. */
    lastUsedAt: instant("last_used_at"),
    expiresAt: instant("expires_at"),
    revokedAt: instant("revoked_at"),
    /** The administrator who revoked it; null if its owner or a new password did. */
    revokedBy: text("revoked_by"),
  },
  (table) => [uniqueIndex("api_tokens_by_id").on(table.id)],
);
