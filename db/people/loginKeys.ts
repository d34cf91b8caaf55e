import { createHash, hkdfSync } from "node:crypto";

/**
 * What logins sign and encrypt with, made from the vault's keys, so that there is no second secret to keep. As there,
 * the first key is used and all of them still open: after a rotation everybody logs in again, with the same second factor.
 */
export const authSecrets = (keys: readonly { id: string; key: Buffer }[]) =>
  keys.map(({ id, key }) => ({
    version: versionOf(id),
    value: derived(key, "toban logins").toString("base64url"),
  }));

/** What the cookies of known browsers are signed with; the first signs, all of them are believed. */
export const knownBrowserKeys = (keys: readonly { key: Buffer }[]): Buffer[] =>
  keys.map(({ key }) => derived(key, "toban known browsers"));

const derived = (key: Buffer, what: string): Buffer => Buffer.from(hkdfSync("sha256", key, "", what, 32));

/** A key keeps its number wherever it stands in the list. */
const versionOf = (id: string): number => createHash("sha256").update(id).digest().readUInt32BE(0);
