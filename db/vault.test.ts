import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { openVault } from "./vault.ts";

const older = { id: "2025", key: randomBytes(32) };
const newer = { id: "2026", key: randomBytes(32) };
const secret = "-----BEGIN OPENSSH PRIVATE KEY-----\nひみつ\n";

it("[R2.4] opens what it sealed, and never gives the same ciphertext twice", () => {
  const vault = openVault([older]);
  const sealed = vault.seal("acme", "web01-key", secret);
  expect(vault.open("acme", "web01-key", sealed)).toBe(secret);
  expect(sealed.ciphertext.includes("PRIVATE")).toBe(false);
  expect(vault.seal("acme", "web01-key", secret).ciphertext).not.toEqual(sealed.ciphertext);
});

it("[R2.4] seals with the first key and opens with every key", () => {
  const before = openVault([older]).seal("acme", "k", secret);
  const rotated = openVault([newer, older]);
  expect(rotated.open("acme", "k", before)).toBe(secret);
  expect(rotated.seal("acme", "k", secret).keyId).toBe("2026");
});

it("[R2.4] is bound to customer and name", () => {
  const vault = openVault([newer]);
  const sealed = vault.seal("acme", "k", secret);
  expect(() => vault.open("other", "k", sealed)).toThrow("vault_does_not_open");
  expect(() => vault.open("acme", "k2", sealed)).toThrow("vault_does_not_open");
  const shifted = vault.seal("a", "bc", secret);
  expect(() => vault.open("ab", "c", shifted)).toThrow("vault_does_not_open");
});

it("[R2.4] refuses what was changed, cut or sealed with an unknown key, and reveals no secret", () => {
  const vault = openVault([newer]);
  const sealed = vault.seal("acme", "k", "hunter2");
  const changed = Buffer.from(sealed.ciphertext);
  changed[0]! ^= 1;
  const attempts = [
    { ...sealed, ciphertext: changed },
    { ...sealed, ciphertext: sealed.ciphertext.subarray(0, 8) },
    { ...sealed, nonce: randomBytes(12) },
    { ...sealed, keyId: "2020" },
  ];
  for (const attempt of attempts) {
    const fault = (() => {
      try {
        return vault.open("acme", "k", attempt);
      } catch (error) {
        return String(error);
      }
    })();
    expect(fault).toMatch(/^DomainError: vault_/);
    expect(fault).not.toContain("hunter2");
    expect(fault).not.toContain(newer.key.toString("base64"));
  }
  expect(() => openVault([])).toThrow("vault_without_key");
});
