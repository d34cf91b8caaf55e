import { pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

export const roles = ["operator", "admin", "customer"] as const;
export type Role = (typeof roles)[number];

export const people = pgTable("people", {
  name: text("name").primaryKey(),
  role: text("role").$type<Role>().notNull(),
  /** The customers a customer's person belongs to; empty for operators and admins, who see all. */
  customers: text("customers").array().notNull(),
  phone: text("phone"),
  createdAt: instant("created_at").notNull(),
});

/** API tokens, hashed at rest (SHA-256 of 256 random bits, hex). */
export const apiTokens = pgTable("api_tokens", {
  tokenHash: text("token_hash").primaryKey(),
  person: text("person").notNull(),
  issuedAt: instant("issued_at").notNull(),
  expiresAt: instant("expires_at"),
  revokedAt: instant("revoked_at"),
});
