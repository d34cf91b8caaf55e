import { symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";
import { DomainError } from "../../domain/errors.ts";
import { say } from "../../domain/say.ts";
import type { Database } from "../connect.ts";
import { and, eq } from "../drizzle.ts";
import { authSecrets } from "../people/loginKeys.ts";
import { loginTwoFactors, secrets } from "../schema/index.ts";
import { openVault, type VaultKey } from "../vault.ts";

export interface Rotated {
  /** How many were encrypted again under the first key. */
  secrets: number;
  secondFactors: number;
  /** How many already used the first key. */
  already: number;
}

/**
 * Encrypts all customers' secrets and people's second factors again under the first key, all or none. Log
 * bundles keep the key they were sealed with. Throws a DomainError that names every secret no key opens.
 * Every process that has the first key, anywhere in its list, can read the result.
 */
export function rotateAll(db: Database, keys: readonly VaultKey[]): Promise<Rotated> {
  return db.transaction(async (transaction) => {
    const vault = await rotateSecrets(transaction, keys);
    const people = await rotateSecondFactors(transaction, keys);
    return {
      secrets: vault.rotated,
      secondFactors: people.rotated,
      already: vault.already + people.already,
    };
  });
}

type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
type Counts = { rotated: number; already: number };

async function rotateSecrets(db: Transaction, keys: readonly VaultKey[]): Promise<Counts> {
  const vault = openVault(keys);
  const rows = await db.select().from(secrets).for("update");
  const older = rows.filter(({ keyId }) => keyId !== keys[0]?.id);
  const faults: string[] = [];
  for (const { customer, name, ...sealed } of older) {
    try {
      const again = vault.seal(customer, name, vault.open(customer, name, sealed));
      await db
        .update(secrets)
        .set(again)
        .where(and(eq(secrets.customer, customer), eq(secrets.name, name)));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      faults.push(say(error.publicMessage, "en"));
    }
  }
  if (faults.length > 0) throw new DomainError("vault_does_not_open", faults.join("\n"));
  return { rotated: older.length, already: rows.length - older.length };
}

/** In better-auth's format, which begins with the key's version. */
async function rotateSecondFactors(db: Transaction, keys: readonly VaultKey[]): Promise<Counts> {
  const versions = authSecrets(keys);
  const key = {
    keys: new Map(versions.map(({ version, value }) => [version, value])),
    currentVersion: versions[0]!.version,
  };
  const isCurrent = (text: string) => text.startsWith(`$ba$${key.currentVersion}$`);
  const again = async (data: string) =>
    isCurrent(data) ? data : symmetricEncrypt({ key, data: await symmetricDecrypt({ key, data }) });
  const rows = await db.select().from(loginTwoFactors).for("update");
  const older = rows.filter(({ secret, backupCodes }) => !isCurrent(secret) || !isCurrent(backupCodes));
  for (const { id, secret, backupCodes } of older) {
    const renewed = await Promise.all([again(secret), again(backupCodes)]).catch((cause: unknown) => {
      throw new DomainError(
        "second_factor_does_not_open",
        "A second factor does not open with the keys of TOBAN_ENCRYPTION_KEYS.",
        { cause },
      );
    });
    const [newSecret, newCodes] = renewed;
    await db
      .update(loginTwoFactors)
      .set({ secret: newSecret, backupCodes: newCodes })
      .where(eq(loginTwoFactors.id, id));
  }
  return { rotated: older.length, already: rows.length - older.length };
}
