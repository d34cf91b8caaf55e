import { randomUUID } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";

/** Hashes with Argon2id and the library's parameters (19 MiB, two passes), which each hash contains. */
export const hashPassword = (password: string): Promise<string> => hash(normal(password));

export const isPassword = (hashed: string, password: string): Promise<boolean> =>
  verify(hashed, normal(password));

let nobodysHash: Promise<string> | undefined;

/** Takes as long as checking a password, for people without one: the response time reveals nothing. */
export async function checkInVain(password: string): Promise<void> {
  nobodysHash ??= hashPassword(randomUUID());
  await isPassword(await nobodysHash, password);
}

/** Keyboards compose characters differently, though the person typed the same. */
const normal = (password: string): string => password.normalize("NFKC");
