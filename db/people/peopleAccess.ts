import { DomainError } from "../../domain/errors.ts";
import { mayComeInWithoutSecondFactor } from "../../domain/people/secondFactor.ts";
import type { Database, Queryable } from "../connect.ts";
import { and, eq, exists, isNotNull, isNull, max, sql } from "../drizzle.ts";
import { loginAccounts, loginSessions, loginUsers, people } from "../schema/index.ts";
import { endSessions } from "./logins.ts";
import { type Person, revokeTokens } from "./tokens.ts";

/** The person and what they may do now; null: unknown or disabled. */
export async function personAtWork(db: Queryable, name: string): Promise<Person | null> {
  const [row] = await db
    .select({ name: people.name, role: people.role, customers: people.customers })
    .from(people)
    .where(and(eq(people.name, name), isNull(people.disabledAt)));
  return row ?? null;
}

/** Shown only to the person and to administrators. */
export async function profileOf(db: Queryable, name: string) {
  const [row] = await db
    .select({ phone: people.phone, twoFactor: twoFactor(), hasPassword: hasPassword(db) })
    .from(people)
    .leftJoin(loginUsers, eq(loginUsers.name, people.name))
    .where(eq(people.name, name));
  return row ?? { phone: null, twoFactor: false, hasPassword: false };
}

/** Disables a person at once: ends sessions, revokes tokens, and stops logins by this name. */
export async function disablePerson(db: Database, name: string, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const set = { disabledAt: sql<Date>`coalesce(${people.disabledAt}, ${now.toISOString()})` };
    const rows = await tx.update(people).set(set).where(eq(people.name, name)).returning();
    if (rows.length === 0) throw noSuchPerson(name);
    await endSessions(tx, name);
    await revokeTokens(tx, name, { at: now, by: null });
  });
}

/** Lets the person log in again; tokens stay revoked. */
export async function enablePerson(db: Queryable, name: string): Promise<void> {
  const rows = await db.update(people).set({ disabledAt: null }).where(eq(people.name, name)).returning();
  if (rows.length === 0) throw noSuchPerson(name);
}

export async function assertPersonExists(db: Queryable, name: string): Promise<void> {
  const rows = await db.select({ name: people.name }).from(people).where(eq(people.name, name));
  if (rows.length === 0) throw noSuchPerson(name);
}

export async function allPeople(db: Queryable) {
  const rows = await db
    .select({
      name: people.name,
      role: people.role,
      customers: people.customers,
      phone: people.phone,
      disabledAt: people.disabledAt,
      twoFactor: twoFactor(),
      hasPassword: hasPassword(db),
      isInWithout: sql<boolean>`coalesce(bool_or(not ${loginSessions.secondFactor}), false)`,
      lastSeenAt: max(loginSessions.updatedAt),
    })
    .from(people)
    .leftJoin(loginUsers, eq(loginUsers.name, people.name))
    .leftJoin(loginSessions, eq(loginSessions.userId, loginUsers.id))
    .groupBy(people.name, loginUsers.id)
    .orderBy(people.name);
  return rows.map(({ isInWithout, ...person }) => ({
    ...person,
    lacksSecondFactor: mayComeInWithoutSecondFactor({ ...person, isSetUp: person.twoFactor, isInWithout }),
  }));
}

const twoFactor = () => sql<boolean>`coalesce(${loginUsers.twoFactorEnabled}, false)`;

const hasPassword = (db: Queryable) => sql<boolean>`${exists(passwordOfUser(db))}`;

const passwordOfUser = (db: Queryable) =>
  db
    .select({ id: loginAccounts.id })
    .from(loginAccounts)
    .where(and(eq(loginAccounts.userId, loginUsers.id), isNotNull(loginAccounts.password)));

const noSuchPerson = (name: string): DomainError =>
  new DomainError("unknown_person", `There is no person ${JSON.stringify(name)}.`);
