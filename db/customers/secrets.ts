import { secretTexts } from "../../domain/customers/secretTexts.ts";
import { DomainError } from "../../domain/errors.ts";
import type { Queryable } from "../connect.ts";
import { and, asc, eq, sql } from "../drizzle.ts";
import { secrets } from "../schema/index.ts";
import type { Vault } from "../vault.ts";

/** Stores what `secret:NAME` in a customer's file refers to; setting it again replaces it. */
export async function setSecret(
  db: Queryable,
  vault: Vault,
  secret: { customer: string; name: string; plaintext: string },
  now: Date,
): Promise<void> {
  const { customer, name, plaintext } = secret;
  const row = { customer, name, ...vault.seal(customer, name, plaintext), setAt: now };
  await db
    .insert(secrets)
    .values(row)
    .onConflictDoUpdate({
      target: [secrets.customer, secrets.name],
      set: {
        keyId: sql`excluded.key_id`,
        nonce: sql`excluded.nonce`,
        ciphertext: sql`excluded.ciphertext`,
        setAt: sql`excluded.set_at`,
      },
    });
}

/** For the activity that needs it, when it needs it: the result belongs in no history, log or answer. */
export async function readSecret(
  db: Queryable,
  vault: Vault,
  customer: string,
  name: string,
): Promise<string> {
  const [sealed] = await db
    .select()
    .from(secrets)
    .where(and(eq(secrets.customer, customer), eq(secrets.name, name)));
  if (sealed === undefined) throw new DomainError("secret_missing", secretTexts.missing({ customer, name }));
  return vault.open(customer, name, sealed);
}

export async function listSecretNames(db: Queryable, customer: string): Promise<string[]> {
  const rows = await db
    .select({ name: secrets.name })
    .from(secrets)
    .where(eq(secrets.customer, customer))
    .orderBy(asc(secrets.name));
  return rows.map(({ name }) => name);
}
