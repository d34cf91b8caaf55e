import { type TargetName, targetPath } from "../../domain/customers/targets.ts";
import type { Queryable } from "../connect.ts";
import { eq, sql } from "../drizzle.ts";
import { hostKeys } from "../schema/index.ts";

/** The stored fingerprints of a customer's targets, by `SYSTEM/TARGET`. */
export async function storedHostKeys(db: Queryable, customer: string): Promise<Map<string, string>> {
  const rows = await db.select().from(hostKeys).where(eq(hostKeys.customer, customer));
  return new Map(rows.map((row) => [targetPath(row), row.fingerprint]));
}

export interface NewHostKey extends TargetName {
  customer: string;
  fingerprint: string;
  storedBy: string;
}

/** Stores a host key. Returns false and changes nothing if another one is stored and `replace` is false. */
export async function storeHostKey(
  db: Queryable,
  key: NewHostKey,
  { replace }: { replace: boolean },
  now: Date,
): Promise<boolean> {
  const { fingerprint, storedBy } = key;
  const rows = await db
    .insert(hostKeys)
    .values({ ...key, storedAt: now })
    .onConflictDoUpdate({
      target: [hostKeys.customer, hostKeys.system, hostKeys.target],
      set: { fingerprint, storedBy, storedAt: now },
      setWhere: replace ? sql`true` : eq(hostKeys.fingerprint, fingerprint),
    })
    .returning({ target: hostKeys.target });
  return rows.length === 1;
}
