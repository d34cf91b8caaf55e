import { createHash, hkdfSync } from "node:crypto";

/**
 * What logins sign and encrypt with, made from the vault's keys, so that there is no second secret to keep. As there,
 * the first key is used and all of them still open: after a rotation everybody logs in anew, with the same second factor.
 */
export const authSecrets = (keys: readonly { id: string; key: Buffer }[]) =>
  keys.map(({ id, key }) => ({ version: versionOf(id), value: derived(key) }));

const derived = (key: Buffer): string =>
  Buffer.from(hkdfSync("sha256", key, "", "toban logins", 32)).toString("base64url");

/** A key keeps its number wherever it stands in the list. */
const versionOf = (id: string): number => createHash("sha256").update(id).digest().readUInt32BE(0);
