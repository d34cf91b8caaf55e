import { and, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import type { Queryable } from "../connect.ts";
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
/** No request takes this long, so its process has died and the next request with the key takes over. */
const underWaySeconds = 20;
const batch = 1_000;

/**
 * Claims a key for this request, or returns the outcome of the request that claimed it first. Inside a
 * transaction it waits for another transaction that has claimed the same key.
 */
export async function claimAnswer(
  db: Queryable,
  claim: AnswerName & { bodyHash: string; at: Date },
): Promise<"claimed" | "in-use" | "reused" | KeptAnswer> {
  const { scope, key, bodyHash, at } = claim;
  const abandoned = lt(idempotentAnswers.createdAt, secondsBefore(at, underWaySeconds));
  const expired = lt(idempotentAnswers.createdAt, secondsBefore(at, keptHours * 3600));
  const claimed = await db
    .insert(idempotentAnswers)
    .values({ scope, key, bodyHash, createdAt: at })
    .onConflictDoUpdate({
      target: [idempotentAnswers.scope, idempotentAnswers.key],
      set: { bodyHash, createdAt: at, status: null, answer: null },
      setWhere: sql`(${isNull(idempotentAnswers.status)} and ${abandoned}) or ${expired}`,
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

const named = ({ scope, key }: AnswerName) =>
  and(eq(idempotentAnswers.scope, scope), eq(idempotentAnswers.key, key));

const secondsBefore = (at: Date, seconds: number): Date => new Date(at.getTime() - seconds * 1_000);
