import { createHash, randomBytes } from "node:crypto";
import type { Database, Queryable } from "../connect.ts";
import { and, desc, eq, gt, isNotNull, isNull, lt, or, sql } from "../drizzle.ts";
import {
  apiTokens,
  loginSessions,
  people,
  type Role,
  type TokenScope,
  tokenScopes,
} from "../schema/index.ts";

export interface Person {
  name: string;
  role: Role;
  /** The customers of a customer's person; empty for operators and admins, who see all. */
  customers: string[];
}

export interface TokenTerms {
  name?: string | null;
  scopes?: readonly TokenScope[];
  /** null: until revoked. */
  expiresInDays?: number | null;
}

/** A token's last use is kept to the hour, to avoid a write with every request. */
const coarseMilliseconds = 3600_000;

const dayMilliseconds = 24 * 3600_000;

export const tokenHashOf = (token: string): string => createHash("sha256").update(token).digest("hex");

/** The format of a token; anything else is rejected without a query. */
export const isToken = (text: string): boolean => /^[\w-]{43}$/.test(text);

/** Issues a token of 256 random bits. Storing its SHA-256 suffices for something that cannot be guessed. */
export async function issueToken(
  db: Queryable,
  person: string,
  now: Date,
  terms: TokenTerms = {},
): Promise<{ id: string; token: string }> {
  const token = randomBytes(32).toString("base64url");
  const { name = null, scopes = tokenScopes, expiresInDays = null } = terms;
  const expiresAt = expiresInDays === null ? null : new Date(now.getTime() + expiresInDays * dayMilliseconds);
  const [row] = await db
    .insert(apiTokens)
    .values({
      tokenHash: tokenHashOf(token),
      person,
      name,
      scopes: [...scopes],
      expiresAt,
      issuedAt: now,
    })
    .returning({ id: apiTokens.id });
  return { id: row!.id, token };
}

/**
 * The same within a session; null: the session has ended, perhaps by a new password. Ending sessions first
 * and then revoking tokens misses no token issued at the same moment.
 */
export async function issueTokenInSession(
  db: Database,
  session: string,
  person: string,
  now: Date,
  terms: TokenTerms,
): Promise<{ id: string; token: string } | null> {
  return db.transaction(async (tx) => {
    const open = await tx
      .select({ id: loginSessions.id })
      .from(loginSessions)
      .where(eq(loginSessions.id, session))
      .for("share");
    return open.length === 0 ? null : issueToken(tx, person, now, terms);
  });
}

/** The person whose valid token has this hash; null: unknown, expired or revoked, or person disabled. */
export async function personWithToken(
  db: Queryable,
  tokenHash: string,
  now: Date,
): Promise<{ person: Person; scopes: TokenScope[] } | null> {
  const [row] = await db
    .select({
      person: { name: people.name, role: people.role, customers: people.customers },
      scopes: apiTokens.scopes,
      lastUsedAt: apiTokens.lastUsedAt,
    })
    .from(apiTokens)
    .innerJoin(people, eq(people.name, apiTokens.person))
    .where(and(eq(apiTokens.tokenHash, tokenHash), isValid(now), isNull(people.disabledAt)));
  if (row === undefined) return null;
  const { lastUsedAt, ...found } = row;
  if (lastUsedAt === null || now.getTime() - lastUsedAt.getTime() >= coarseMilliseconds)
    await noteUse(db, tokenHash, now);
  return found;
}

/** Of simultaneous requests only one writes. */
async function noteUse(db: Queryable, tokenHash: string, now: Date): Promise<void> {
  const stale = or(
    isNull(apiTokens.lastUsedAt),
    lt(apiTokens.lastUsedAt, new Date(now.getTime() - coarseMilliseconds + 1)),
  );
  await db
    .update(apiTokens)
    .set({ lastUsedAt: now })
    .where(and(eq(apiTokens.tokenHash, tokenHash), stale));
}

/** A person's valid tokens, newest first. */
export const tokensOf = (db: Queryable, person: string, now: Date) =>
  db
    .select({
      id: apiTokens.id,
      name: apiTokens.name,
      scopes: apiTokens.scopes,
      issuedAt: apiTokens.issuedAt,
      lastUsedAt: apiTokens.lastUsedAt,
      expiresAt: apiTokens.expiresAt,
    })
    .from(apiTokens)
    .where(and(eq(apiTokens.person, person), isValid(now)))
    .orderBy(desc(apiTokens.issuedAt));

/** A person's tokens revoked by an administrator since a time, newest first. */
export const tokensTakenFrom = (db: Queryable, person: string, since: Date) =>
  db
    .select({
      id: apiTokens.id,
      name: apiTokens.name,
      revokedAt: sql<Date>`${apiTokens.revokedAt}`.mapWith(apiTokens.revokedAt),
      revokedBy: sql<string>`${apiTokens.revokedBy}`,
    })
    .from(apiTokens)
    .where(and(eq(apiTokens.person, person), isNotNull(apiTokens.revokedBy), gt(apiTokens.revokedAt, since)))
    .orderBy(desc(apiTokens.revokedAt));

/** When a token was revoked, and by which administrator; null: by its owner, or as a side effect. */
interface Revocation {
  at: Date;
  by: string | null;
}

/** False: the person has no such token. */
export async function revokeToken(
  db: Queryable,
  person: string,
  id: string,
  { at, by }: Revocation,
): Promise<boolean> {
  const revoked = await db
    .update(apiTokens)
    .set({ revokedAt: at, revokedBy: by })
    .where(and(eq(apiTokens.id, id), eq(apiTokens.person, person), isNull(apiTokens.revokedAt)))
    .returning({ id: apiTokens.id });
  return revoked.length > 0;
}

export async function revokeTokens(db: Queryable, person: string, { at, by }: Revocation): Promise<void> {
  await db
    .update(apiTokens)
    .set({ revokedAt: at, revokedBy: by })
    .where(and(eq(apiTokens.person, person), isNull(apiTokens.revokedAt)));
}

const isValid = (now: Date) =>
  and(isNull(apiTokens.revokedAt), or(isNull(apiTokens.expiresAt), gt(apiTokens.expiresAt, now)));
