import { randomUUID } from "node:crypto";
import type { ExternalIdOwners, NamedExternalId } from "../../domain/customers/cloudAccess.ts";
import { DomainError } from "../../domain/errors.ts";
import { reachTexts as texts } from "../../domain/runbooks/texts.ts";
import type { Queryable } from "../connect.ts";
import { and, eq, inArray } from "../drizzle.ts";
import { externalIds } from "../schema/index.ts";

/**
 * The external id Toban made for a customer. It is random and stored, not derived from a key of ours: it is
 * in roles at AWS that only the customer can change, so it must survive every key rotation, and be in the
 * backup.
 */
export async function externalIdMadeFor(db: Queryable, customer: string, now: Date): Promise<string> {
  const made = and(eq(externalIds.customer, customer), externalIds.made);
  const read = async () => (await db.select().from(externalIds).where(made))[0]?.externalId;
  const known = await read();
  if (known !== undefined) return known;
  const row = { externalId: randomUUID(), customer, made: true, since: now };
  // Another process may make one at the same time; the first one counts.
  await db.insert(externalIds).values(row).onConflictDoNothing();
  return (await read())!;
}

/**
 * The external id to send for a customer's role, given the file's. Throws a DomainError if it is another's.
 */
export async function externalIdFor(
  db: Queryable,
  customer: string,
  named: string | null,
  now: Date,
): Promise<string> {
  if (named === null) return await externalIdMadeFor(db, customer, now);
  await nameExternalIds(db, [{ customer, externalId: named }], now);
  if ((await ownersOf(db, [named])).get(named) === customer) return named;
  throw new DomainError("foreign_external_id", texts.foreignExternalId({ customer }));
}

/** Gives ids without an owner to the customers that name them; the first of two wins. */
export async function nameExternalIds(
  db: Queryable,
  named: readonly Pick<NamedExternalId, "customer" | "externalId">[],
  now: Date,
): Promise<void> {
  if (named.length === 0) return;
  const rows = named.map(({ customer, externalId }) => ({ externalId, customer, made: false, since: now }));
  await db.insert(externalIds).values(rows).onConflictDoNothing();
}

export async function ownersOf(db: Queryable, ids: readonly string[]): Promise<ExternalIdOwners> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select()
    .from(externalIds)
    .where(inArray(externalIds.externalId, [...ids]));
  return new Map(rows.map(({ externalId, customer }) => [externalId, customer]));
}
