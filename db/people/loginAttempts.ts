import { type BackOff, waitSeconds } from "../../domain/people/backOff.ts";
import { loginName } from "../../domain/people/loginName.ts";
import type { Database, Queryable } from "../connect.ts";
import { eq, inArray, lt, sql } from "../drizzle.ts";
import { loginAttempts } from "../schema/index.ts";

/** Attempts that count together, and the waits they lead to. */
export interface Counted {
  key: string;
  backOff: BackOff;
}

/** The key for attempts at a person's password or second-factor code. */
export const attemptsAt = (what: "password" | "code", name: string): string =>
  `${what} of ${loginName(name)}`;

/** No attempt counts for longer. */
const forgottenHours = 24;
const batch = 1_000;

/**
 * Begins an attempt and returns how long to wait; 0: go on. An attempt counts as a failure before its
 * password is checked, so a hundred at once get no further than a hundred in a row. An attempt that must wait
 * does not count and leaves no row.
 */
export async function beginAttempt(db: Database, counted: readonly Counted[], now: Date): Promise<number> {
  const keys = counted.map(({ key }) => key).sort();
  const known = await db.select().from(loginAttempts).where(inArray(loginAttempts.key, keys));
  const waiting = longestWait(known, now);
  if (waiting > 0) return waiting;
  return db.transaction(async (tx) => {
    for (const key of keys)
      await tx.insert(loginAttempts).values({ key, failures: 0, lastAt: now }).onConflictDoNothing();
    const rows = await tx
      .select()
      .from(loginAttempts)
      .where(inArray(loginAttempts.key, keys))
      .orderBy(loginAttempts.key)
      .for("update");
    const wait = longestWait(rows, now);
    if (wait > 0) return wait;
    for (const { key, failures, lastAt } of rows) {
      const { backOff } = counted.find((one) => one.key === key)!;
      const forgotten = now.getTime() - lastAt.getTime() > backOff.forgottenAfterSeconds * 1_000;
      const count = (forgotten ? 0 : failures) + 1;
      const seconds = waitSeconds(backOff, count);
      // Null, not `now`: a simultaneous attempt whose clock is slightly earlier would have to wait for it.
      const blockedUntil = seconds === 0 ? null : new Date(now.getTime() + seconds * 1_000);
      await tx
        .update(loginAttempts)
        .set({ failures: count, lastAt: now, blockedUntil })
        .where(eq(loginAttempts.key, key));
    }
    return 0;
  });
}

/** For a successful attempt: a person who knows the password need not wait for earlier guesses. */
export async function forgetAttempts(db: Queryable, ...keys: string[]): Promise<void> {
  await db.delete(loginAttempts).where(inArray(loginAttempts.key, keys));
}

/** For an attempt that was no guess: it no longer counts, but earlier ones do. */
export async function takeBackAttempt(db: Database, key: string): Promise<void> {
  await db
    .update(loginAttempts)
    .set({ failures: sql`greatest(${loginAttempts.failures} - 1, 0)`, blockedUntil: null })
    .where(eq(loginAttempts.key, key));
}

/** Removes attempts that no longer count, a batch at a time; returns how many. */
export async function removeOldAttempts(db: Database, now: Date): Promise<number> {
  const old = db
    .select({ key: loginAttempts.key })
    .from(loginAttempts)
    .where(lt(loginAttempts.lastAt, new Date(now.getTime() - forgottenHours * 3600_000)))
    .limit(batch)
    .for("update", { skipLocked: true });
  const removed = await db
    .delete(loginAttempts)
    .where(inArray(loginAttempts.key, old))
    .returning({ key: loginAttempts.key });
  return removed.length;
}

const longestWait = (rows: readonly { blockedUntil: Date | null }[], now: Date): number =>
  Math.max(0, ...rows.map(({ blockedUntil }) => secondsUntil(blockedUntil, now)));

const secondsUntil = (instant: Date | null, now: Date): number =>
  instant === null ? 0 : Math.max(0, Math.ceil((instant.getTime() - now.getTime()) / 1_000));
