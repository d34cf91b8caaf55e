import { createHash, hkdfSync } from "node:crypto";

/**
 * Secrets for signing and encrypting logins, made from the vault's keys, so that there is no second secret to
 * keep. Again the first key is used and all of them open: after a rotation people log in again, but with the
 * same second factor as before.
 */
export const authSecrets = (keys: readonly { id: string; key: Buffer }[]) =>
  keys.map(({ id, key }) => ({
    version: versionOf(id),
    value: derived(key, "toban logins").toString("base64url"),
  }));

/** Keys for the cookies of known browsers; the first signs, all of them are accepted. */
export const knownBrowserKeys = (keys: readonly { key: Buffer }[]): Buffer[] =>
  keys.map(({ key }) => derived(key, "toban known browsers"));

const derived = (key: Buffer, what: string): Buffer => Buffer.from(hkdfSync("sha256", key, "", what, 32));

/** A key keeps its number wherever it is in the list. */
const versionOf = (id: string): number => createHash("sha256").update(id).digest().readUInt32BE(0);
