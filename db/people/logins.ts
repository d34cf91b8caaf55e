import { randomUUID } from "node:crypto";
import { DomainError } from "../../domain/errors.ts";
import { loginName } from "../../domain/people/loginName.ts";
import type { Database, Queryable } from "../connect.ts";
import { and, desc, eq, gt, inArray, isNull, lt, ne, or } from "../drizzle.ts";
import {
  loginAccounts,
  loginSessions,
  loginTwoFactors,
  loginUsers,
  loginVerifications,
} from "../schema/index.ts";
import { attemptsAt, forgetAttempts } from "./loginAttempts.ts";
import { revokeTokens } from "./tokens.ts";

/** The mail domain of people without an address; nothing is ever delivered there. */
const noMailDomain = "no-mail.invalid";
/** The library's name for a password login. */
const byPassword = "credential";
const batch = 1_000;

/** Lets a person log in and returns the login's id. A new mail address ends the old one and its logins. */
export async function enableLogin(
  db: Queryable,
  { name, mail }: { name: string; mail: string | null },
  now: Date,
): Promise<string> {
  const username = loginName(name);
  const email = mail?.toLowerCase() ?? null;
  const taken = await db
    .select({ name: loginUsers.name, username: loginUsers.username })
    .from(loginUsers)
    .where(or(eq(loginUsers.username, username), email === null ? undefined : eq(loginUsers.email, email)));
  const other = taken.find((row) => row.name !== name);
  if (other !== undefined) throw takenBy(other, username);
  const [before] = await db.select().from(loginUsers).where(eq(loginUsers.name, name)).for("update");
  if (before !== undefined && email !== null && before.email !== email) await shutOut(db, name, now);
  const [row] = await db
    .insert(loginUsers)
    .values({
      id: randomUUID(),
      name,
      username,
      email: email ?? `${randomUUID()}@${noMailDomain}`,
      // An administrator vouches for the address; the company's login must report the same one.
      emailVerified: email !== null,
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoUpdate({
      target: loginUsers.name,
      set: { updatedAt: now, ...(email !== null && { email, emailVerified: true }) },
    })
    .returning({ id: loginUsers.id });
  return row!.id;
}

/** Sets a password, ends earlier logins and forgets failed attempts. */
export async function setPassword(db: Queryable, name: string, hash: string, now: Date): Promise<void> {
  const userId = await enableLogin(db, { name, mail: null }, now);
  await db
    .insert(loginAccounts)
    .values({
      id: randomUUID(),
      accountId: userId,
      providerId: byPassword,
      userId,
      password: hash,
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoUpdate({
      target: [loginAccounts.providerId, loginAccounts.accountId],
      set: { password: hash, updatedAt: now },
    });
  await shutOut(db, name, now);
  await forgetAttempts(db, attemptsAt("password", name), attemptsAt("code", name));
}

/**
 * Ends everything an intruder may have left open: sessions, tokens, and links to accounts of the company's
 * login. The owner's next login there makes the link again.
 */
async function shutOut(db: Queryable, name: string, now: Date): Promise<void> {
  await endSessions(db, name);
  await leaveOnlyPassword(db, name, now);
}

/** The same without ending sessions, since the asking session must continue. */
export async function leaveOnlyPassword(db: Queryable, name: string, now: Date): Promise<void> {
  await revokeTokens(db, name, { at: now, by: null });
  await endChallenges(db, name);
  const others = and(
    inArray(loginAccounts.userId, userNamed(db, name)),
    ne(loginAccounts.providerId, byPassword),
  );
  await db.delete(loginAccounts).where(others);
}

/** For a person who lost the telephone with the codes; ends every session. False: no second factor. */
export async function resetTwoFactor(db: Queryable, name: string): Promise<boolean> {
  const removed = await db
    .delete(loginTwoFactors)
    .where(inArray(loginTwoFactors.userId, userNamed(db, name)))
    .returning({ id: loginTwoFactors.id });
  await db.update(loginUsers).set({ twoFactorEnabled: false }).where(eq(loginUsers.name, name));
  await endSessions(db, name);
  return removed.length > 0;
}

/** null: the person has no password, or cannot log in. */
export async function passwordHashOf(db: Queryable, name: string): Promise<string | null> {
  const ofPerson = inArray(loginAccounts.userId, userNamed(db, name));
  const [row] = await db
    .select({ hash: loginAccounts.password })
    .from(loginAccounts)
    .where(and(ofPerson, eq(loginAccounts.providerId, byPassword)));
  return row?.hash ?? null;
}

export interface SessionRow {
  id: string;
  startedAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  address: string | null;
  browser: string | null;
}

export async function sessionsOf(db: Queryable, name: string, now: Date): Promise<SessionRow[]> {
  return db
    .select({
      id: loginSessions.id,
      startedAt: loginSessions.createdAt,
      lastSeenAt: loginSessions.updatedAt,
      expiresAt: loginSessions.expiresAt,
      address: loginSessions.ipAddress,
      browser: loginSessions.userAgent,
    })
    .from(loginSessions)
    .where(and(inArray(loginSessions.userId, userNamed(db, name)), gt(loginSessions.expiresAt, now)))
    .orderBy(desc(loginSessions.updatedAt));
}

/** False: the person has no such session. */
export async function endSession(db: Queryable, name: string, id: string): Promise<boolean> {
  const ended = await db
    .delete(loginSessions)
    .where(and(eq(loginSessions.id, id), inArray(loginSessions.userId, userNamed(db, name))))
    .returning({ id: loginSessions.id });
  return ended.length > 0;
}

/** Ends a person's sessions, including a login still waiting for its second factor. */
export async function endSessions(db: Queryable, name: string): Promise<void> {
  await db.delete(loginSessions).where(inArray(loginSessions.userId, userNamed(db, name)));
  await endChallenges(db, name);
}

async function endChallenges(db: Queryable, name: string): Promise<void> {
  await db.delete(loginVerifications).where(inArray(loginVerifications.value, userNamed(db, name)));
}

/**
 * Marks a code's period as used; false: this or a later one was used before. Of two simultaneous logins with
 * one code, only one gets in.
 */
export async function claimTotpStep(db: Queryable, userId: string, step: number): Promise<boolean> {
  const unused = or(isNull(loginTwoFactors.lastUsedStep), lt(loginTwoFactors.lastUsedStep, step));
  const claimed = await db
    .update(loginTwoFactors)
    .set({ lastUsedStep: step })
    .where(and(eq(loginTwoFactors.userId, userId), unused))
    .returning({ id: loginTwoFactors.id });
  return claimed.length > 0;
}

export async function totpSecretOf(db: Queryable, userId: string): Promise<string | null> {
  const [row] = await db
    .select({ secret: loginTwoFactors.secret })
    .from(loginTwoFactors)
    .where(eq(loginTwoFactors.userId, userId));
  return row?.secret ?? null;
}

/** The person with this login id: the name typed at login, or whose second factor is asked for. */
export async function nameOfLogin(
  db: Queryable,
  by: { id: string } | { typed: string } | { challenge: string },
): Promise<string | null> {
  const isMeant =
    "id" in by
      ? eq(loginUsers.id, by.id)
      : "typed" in by
        ? eq(loginUsers.username, loginName(by.typed))
        : inArray(loginUsers.id, userChallenged(db, by.challenge));
  const [row] = await db.select({ name: loginUsers.name }).from(loginUsers).where(isMeant);
  return row?.name ?? null;
}

export interface Credential {
  id: string;
  name: string;
  /** null: no password. */
  passwordHash: string | null;
}

/** A person's login, by its id or the person's name. */
export async function credentialOf(
  db: Queryable,
  by: { id: string } | { name: string },
): Promise<Credential | null> {
  const [row] = await db
    .select({ id: loginUsers.id, name: loginUsers.name, passwordHash: loginAccounts.password })
    .from(loginUsers)
    .leftJoin(
      loginAccounts,
      and(eq(loginAccounts.userId, loginUsers.id), eq(loginAccounts.providerId, byPassword)),
    )
    .where("id" in by ? eq(loginUsers.id, by.id) : eq(loginUsers.name, by.name));
  return row ?? null;
}

/** Removes what has expired, a batch at a time; returns how many. */
export async function removeExpiredLogins(db: Database, now: Date): Promise<number> {
  let removed = 0;
  for (const table of [loginSessions, loginVerifications]) {
    const expired = db
      .select({ id: table.id })
      .from(table)
      .where(lt(table.expiresAt, now))
      .limit(batch)
      .for("update", { skipLocked: true });
    removed += (await db.delete(table).where(inArray(table.id, expired)).returning({ id: table.id })).length;
  }
  return removed;
}

const userNamed = (db: Queryable, name: string) =>
  db.select({ id: loginUsers.id }).from(loginUsers).where(eq(loginUsers.name, name));

const userChallenged = (db: Queryable, challenge: string) =>
  db
    .select({ id: loginVerifications.value })
    .from(loginVerifications)
    .where(eq(loginVerifications.identifier, challenge));

function takenBy(other: { name: string; username: string }, username: string): DomainError {
  const what = other.username === username ? "name, as it is typed at login," : "mail address";
  return new DomainError("login_taken", `The ${what} is that of "${other.name}" already.`);
}
