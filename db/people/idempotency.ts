import type { Queryable } from "../connect.ts";
import { and, eq, inArray, isNull, lt, or, sql } from "../drizzle.ts";
import { idempotentAnswers } from "../schema/index.ts";

/** The scope says whose key it is: a source's, or a person's for an address. */
export interface AnswerName {
  scope: string;
  key: string;
}

export interface KeptAnswer {
  status: number;
  answer: unknown;
}

/** How long answers are kept. */
const keptHours = 24;
/** No request takes this long: it has been lost, and the next request with the key takes over. */
const longestSeconds = 20;
/** A server that has lost PostgreSQL for a moment is back by then; one that has died is not. */
const reconnectSeconds = 2;
const batch = 1_000;

/** The API server that claims, by the name of its connections, and whether it works on this key already. */
export interface Claimant {
  server: string;
  isUnderWay: boolean;
}

/**
 * Claims a key for this request, or returns the outcome of the request that claimed it first. A claim outside a
 * transaction outlives its process, so it names its claimant: the key of a server that has died is free at once.
 * Inside a transaction (no claimant) it waits for another transaction that has claimed the same key.
 */
export async function claimAnswer(
  db: Queryable,
  claim: AnswerName & { bodyHash: string; at: Date; claimant: Claimant | null },
): Promise<"claimed" | "in-use" | "reused" | KeptAnswer> {
  const { scope, key, bodyHash, at, claimant } = claim;
  const expired = lt(idempotentAnswers.createdAt, secondsBefore(at, keptHours * 3600));
  const claimed = await db
    .insert(idempotentAnswers)
    .values({ scope, key, bodyHash, server: claimant?.server ?? null, createdAt: at })
    .onConflictDoUpdate({
      target: [idempotentAnswers.scope, idempotentAnswers.key],
      set: { bodyHash, server: claimant?.server ?? null, createdAt: at, status: null, answer: null },
      setWhere: or(expired, and(isNull(idempotentAnswers.status), isLost(claimant, at))),
    })
    .returning({ key: idempotentAnswers.key });
  if (claimed.length > 0) return "claimed";
  const [first] = await db.select().from(idempotentAnswers).where(named(claim));
  if (first === undefined) return "in-use";
  if (first.bodyHash !== bodyHash) return "reused";
  return first.status === null ? "in-use" : { status: first.status, answer: first.answer };
}

export async function keepAnswer(db: Queryable, kept: AnswerName & KeptAnswer): Promise<void> {
  const { status, answer } = kept;
  await db.update(idempotentAnswers).set({ status, answer }).where(named(kept));
}

/** Frees the key of a request that failed. */
export async function forgetAnswer(db: Queryable, name: AnswerName): Promise<void> {
  await db.delete(idempotentAnswers).where(named(name));
}

/** Removes expired answers, a batch at a time; returns how many. */
export async function removeOldAnswers(db: Queryable, now: Date): Promise<number> {
  const old = db
    .select({ scope: idempotentAnswers.scope, key: idempotentAnswers.key })
    .from(idempotentAnswers)
    .where(lt(idempotentAnswers.createdAt, secondsBefore(now, keptHours * 3600)))
    .limit(batch)
    .for("update", { skipLocked: true });
  const removed = await db
    .delete(idempotentAnswers)
    .where(inArray(sql`(${idempotentAnswers.scope}, ${idempotentAnswers.key})`, old))
    .returning({ key: idempotentAnswers.key });
  return removed.length;
}

/** Of a request without an answer: nobody works on it any more. */
function isLost(claimant: Claimant | null, at: Date) {
  const { server, createdAt } = idempotentAnswers;
  const isGone = sql`${server} not in (select application_name from pg_stat_activity where datname = current_database())`;
  return or(
    lt(createdAt, secondsBefore(at, longestSeconds)),
    and(isGone, lt(createdAt, secondsBefore(at, reconnectSeconds))),
    claimant === null || claimant.isUnderWay ? undefined : eq(server, claimant.server),
  );
}

const named = ({ scope, key }: AnswerName) =>
  and(eq(idempotentAnswers.scope, scope), eq(idempotentAnswers.key, key));

const secondsBefore = (at: Date, seconds: number): Date => new Date(at.getTime() - seconds * 1_000);
