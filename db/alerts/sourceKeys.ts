import { createHash, randomInt } from "node:crypto";
import { DomainError } from "../../domain/errors.ts";
import type { Database, Queryable } from "../connect.ts";
import { and, asc, eq, isNull } from "../drizzle.ts";
import { customers, sourceKeys, sources } from "../schema/index.ts";

const alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
const keyLength = 32;

/** The format of a key; anything else is rejected without a query. */
export const isSourceKey = (text: string): boolean => /^[a-z0-9]{32}$/.test(text);

/** The stored form of an intake key. */
export const hashedSourceKey = (key: string): string => createHash("sha256").update(key).digest("hex");

/**
 * Issues an intake key, readable only now. Earlier keys stay valid unless `revokeEarlier`, so that a tool can
 * change keys without a gap.
 */
export async function issueSourceKey(
  db: Database,
  wanted: { customer: string; source: string; revokeEarlier: boolean },
  now: Date,
): Promise<string> {
  const { customer, source } = wanted;
  const key = Array.from({ length: keyLength }, () => alphabet[randomInt(alphabet.length)]).join("");
  await db.transaction(async (tx) => {
    await refuseUnknownSource(tx, customer, source);
    if (wanted.revokeEarlier)
      await tx
        .update(sourceKeys)
        .set({ revokedAt: now })
        .where(
          and(eq(sourceKeys.customer, customer), eq(sourceKeys.source, source), isNull(sourceKeys.revokedAt)),
        );
    await tx.insert(sourceKeys).values({ keyHash: hashedSourceKey(key), customer, source, issuedAt: now });
  });
  return key;
}

async function refuseUnknownSource(db: Queryable, customer: string, source: string): Promise<void> {
  const rows = await db
    .select({ source: sources.name })
    .from(customers)
    .leftJoin(sources, and(eq(sources.customer, customers.id), isNull(sources.retiredAt)))
    .where(and(eq(customers.id, customer), isNull(customers.retiredAt)))
    .orderBy(asc(sources.name));
  if (rows.length === 0)
    throw new DomainError("unknown_customer", `There is no customer "${customer}"; import its file first.`);
  const names = rows.flatMap((row) => row.source ?? []);
  if (names.includes(source)) return;
  const known = names.length === 0 ? "it has none" : `it has ${names.join(", ")}`;
  throw new DomainError("unknown_source", `Customer "${customer}" has no source "${source}"; ${known}.`);
}
