import { isIP } from "node:net";
import { z } from "zod";
import { type AddressRange, readAddressRange, unmapped } from "../domain/addressRange.ts";
import { customerIdPattern } from "../domain/customers/identifiers.ts";
import { type ChatDestination, chatForms, readChat } from "../domain/messages/chat/registry.ts";

export const port = z.coerce
  .number({ error: "expected a port number from 1 to 65535" })
  .int("expected a port number from 1 to 65535")
  .min(1, "expected a port number from 1 to 65535")
  .max(65535, "expected a port number from 1 to 65535");

/** An address with one of the given schemes. It may hold a password and is never shown. */
export function address(...schemes: string[]) {
  const expected = `expected an address that begins with ${schemes.map((s) => `${s}://`).join(" or ")}`;
  return z.string().refine((value) => {
    const parsed = URL.parse(value);
    return parsed !== null && schemes.includes(parsed.protocol.slice(0, -1)) && parsed.hostname !== "";
  }, expected);
}

export const httpAddress = address("http", "https");

const proxiesExpected = "expected loopback, linklocal, uniquelocal or addresses like 10.0.0.0/8, by comma";

/** Reverse proxies whose word we trust about where a request came from. */
export const proxies = z
  .string()
  .transform((value) => value.split(",").map((part) => part.trim()))
  .refine((parts) => parts.every(isProxy), proxiesExpected);

function isProxy(part: string): boolean {
  if (["loopback", "linklocal", "uniquelocal"].includes(part)) return true;
  const [ip = "", bits, ...more] = part.split("/");
  const most = isIP(ip) === 6 ? 128 : 32;
  const fits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
  return isIP(ip) !== 0 && fits && more.length === 0;
}

/** Networks as CIDR, separated by commas. */
export const networks = z.string().transform((value, context): AddressRange[] => {
  const ranges = value.split(",").map((part) => readAddressRange(part.trim()));
  const read = ranges.filter((range) => range !== null);
  if (read.length === ranges.length) return read.map(unmapped);
  context.addIssue({ code: "custom", message: "expected networks like 10.0.0.0/8, separated by commas" });
  return z.NEVER;
});

/** Customers' ids separated by commas, or `*` for all of them. */
export const customers = z
  .string()
  .transform((value) => value.split(",").map((part) => part.trim()))
  .refine(
    (parts) => parts.every((part) => part === "*" || customerIdPattern.test(part)),
    "expected customers' ids by comma, or * for all of them",
  );

const operatorsChatExpected = `expected ${chatForms.slice(0, -1).join(", ")} or ${chatForms.at(-1)}`;

export const operatorsChat = z.string().transform((value, context): ChatDestination => {
  const chat = readChat(value);
  if (chat !== null) return chat;
  context.addIssue({ code: "custom", message: operatorsChatExpected });
  return z.NEVER;
});

export interface VaultKey {
  id: string;
  key: Buffer;
}

const vaultKeysExpected =
  "expected ID:KEY,... with every KEY 32 bytes in base64 and every ID its own; the first one encrypts, all of them decrypt";

/** `2026a:BASE64,2025b:BASE64`: rotation puts the new key first and keeps the old ones for reading. */
export const vaultKeys = z.string().transform((value, context): VaultKey[] => {
  const keys = value.split(",").map((part) => {
    const [, id = "", encoded = ""] = /^\s*([\w.-]{1,40}):([A-Za-z0-9+/_-]+=*)\s*$/.exec(part) ?? [];
    return { id, key: Buffer.from(encoded, "base64") };
  });
  const distinct = new Set(keys.map(({ id }) => id)).size === keys.length;
  if (distinct && keys.every(({ id, key }) => id !== "" && key.length === 32)) return keys;
  context.addIssue({ code: "custom", message: vaultKeysExpected });
  return z.NEVER;
});
