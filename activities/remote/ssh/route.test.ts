import { expect, it } from "vitest";
import { readCustomerFile } from "../../../domain/customers/file.ts";
import { DomainError } from "../../../domain/errors.ts";
import { secretsOf } from "./hop.ts";
import { routeTo } from "./route.ts";

const acme = readCustomerFile(`
customer: acme
name: A
plan: full
rules: [{}]
systems:
  shop:
    targets:
      web01:
        host: 10.0.1.11
        connect: { via: bastion, key: secret:web-key, passphrase: secret:web-phrase, become: su, becomePassword: secret:root }
      bastion:
        host: bastion.acme.example
        connect: { port: 2222, user: jump, password: secret:jump, hostKey: "SHA256:pinned", becomePassword: secret:unused }
      plain: { host: 10.0.1.12, connect: { become: none, password: secret:jump, becomePassword: secret:unset } }
      locked: { host: 10.0.1.13, connect: { key: secret:unset } }
`).configuration!;

const vault = new Map([
  ["web-key", "KEY"],
  ["web-phrase", "open sesame"],
  ["root", "root's"],
  ["jump", "jump's"],
]);
const openSecret = async (name: string): Promise<string> => {
  const value = vault.get(name);
  if (value === undefined) throw new DomainError("secret_missing", `Secret ${name} of acme is not set`);
  return value;
};
const stored = new Map([
  ["shop/web01", "SHA256:stored"],
  ["shop/bastion", "SHA256:another"],
]);

it("[R2.4] leads over the jump hosts, each with what opens it, and its host key from the file first", async () => {
  const route = await routeTo(acme, "shop", "web01", stored, openSecret);
  expect(route).toEqual({
    hops: [
      {
        system: "shop",
        target: "bastion",
        host: "bastion.acme.example",
        port: 2222,
        user: "jump",
        auth: { password: "jump's", key: null },
        hostKey: "SHA256:pinned",
      },
      {
        system: "shop",
        target: "web01",
        host: "10.0.1.11",
        port: 22,
        user: "ops",
        auth: { password: null, key: { text: "KEY", passphrase: "open sesame" } },
        hostKey: "SHA256:stored",
      },
    ],
    become: { how: "su", password: "root's" },
  });
  expect(secretsOf(route)).toEqual(["jump's", "open sesame", "root's"]);
});

it("[R2.4] opens no secret that is not needed, and leaves an unknown host key open", async () => {
  expect(await routeTo(acme, "shop", "plain", stored, openSecret)).toMatchObject({
    hops: [{ hostKey: null }],
    become: { how: "none", password: null },
  });
});

it("[R2.4] names the secret that is not set", async () => {
  await expect(routeTo(acme, "shop", "locked", stored, openSecret)).rejects.toThrow(
    "Secret unset of acme is not set",
  );
});
