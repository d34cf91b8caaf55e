import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { secretTexts } from "../domain/customers/secretTexts.ts";
import { DomainError } from "../domain/errors.ts";

export interface SealedSecret {
  keyId: string;
  nonce: Buffer;
  /** With the 16-byte tag last. */
  ciphertext: Buffer;
}

export interface VaultKey {
  id: string;
  key: Buffer;
}

export interface Vault {
  seal(customer: string, name: string, plaintext: string | Buffer): SealedSecret;
  open(customer: string, name: string, sealed: SealedSecret): string;
  openBytes(customer: string, name: string, sealed: SealedSecret): Buffer;
}

const algorithm = "aes-256-gcm";
const tagBytes = 16;

/**
 * Stores credentials (R2.4) with AES-256-GCM, bound to customer and name, so that a row moved to another
 * customer or name does not open. The first key seals, every key opens (rotation: docs/running.md).
 */
export function openVault(keys: readonly VaultKey[]): Vault {
  const [current] = keys;
  if (current === undefined)
    throw new DomainError("vault_without_key", "TOBAN_ENCRYPTION_KEYS holds no key.");
  const vault: Vault = {
    open: (customer, name, sealed) => vault.openBytes(customer, name, sealed).toString("utf8"),
    seal(customer, name, plaintext) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv(algorithm, current.key, nonce).setAAD(boundTo(customer, name));
      const ciphertext = [cipher.update(Buffer.from(plaintext)), cipher.final(), cipher.getAuthTag()];
      return { keyId: current.id, nonce, ciphertext: Buffer.concat(ciphertext) };
    },
    openBytes(customer, name, sealed) {
      const key = keys.find(({ id }) => id === sealed.keyId)?.key;
      if (key === undefined)
        throw new DomainError(
          "vault_key_missing",
          secretTexts.withoutKey({ customer, name, key: sealed.keyId }),
        );
      try {
        const decipher = createDecipheriv(algorithm, key, sealed.nonce, { authTagLength: tagBytes })
          .setAAD(boundTo(customer, name))
          .setAuthTag(sealed.ciphertext.subarray(-tagBytes));
        const plaintext = [decipher.update(sealed.ciphertext.subarray(0, -tagBytes)), decipher.final()];
        return Buffer.concat(plaintext);
      } catch {
        throw new DomainError(
          "vault_does_not_open",
          secretTexts.doesNotOpen({ customer, name, key: sealed.keyId }),
        );
      }
    },
  };
  return vault;
}

/** Unambiguous: neither part can borrow a character from the other. */
function boundTo(customer: string, name: string): Buffer {
  return Buffer.from(JSON.stringify([customer, name]), "utf8");
}
