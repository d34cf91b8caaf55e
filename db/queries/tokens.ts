import { and, eq, gt, isNull, or } from "drizzle-orm";
import type { Queryable } from "../connect.ts";
import { apiTokens, people, type Role } from "../schema/index.ts";

export interface Person {
  name: string;
  role: Role;
  /** The customers a customer's person belongs to; empty for operators and admins, who see all. */
  customers: string[];
}

/** Whose valid token has this hash; null for one that is unknown, expired or revoked. */
export async function personWithToken(db: Queryable, tokenHash: string, now: Date): Promise<Person | null> {
  const rows = await db
    .select({ name: people.name, role: people.role, customers: people.customers })
    .from(apiTokens)
    .innerJoin(people, eq(people.name, apiTokens.person))
    .where(
      and(
        eq(apiTokens.tokenHash, tokenHash),
        isNull(apiTokens.revokedAt),
        or(isNull(apiTokens.expiresAt), gt(apiTokens.expiresAt, now)),
      ),
    );
  return rows[0] ?? null;
}
