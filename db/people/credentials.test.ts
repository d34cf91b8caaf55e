import { createHash, randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { readCustomerFile } from "../../domain/customers/file.ts";
import { hashedSourceKey, issueSourceKey } from "../alerts/sourceKeys.ts";
import { importCustomers } from "../customers/customerImport.ts";
import { listSecretNames, readSecret, setSecret } from "../customers/secrets.ts";
import { createTestDatabase, type TestDatabase } from "../testDatabase.ts";
import { openVault } from "../vault.ts";
import { addPerson, type NewPerson } from "./people.ts";
import { personWithToken } from "./tokens.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  const text = "customer: acme\nname: A\nplan: basic\nsources: { demo: {}, prom: {} }\nrules: [{}]";
  const file = { fileName: "acme.yaml", text, configuration: readCustomerFile(text).configuration! };
  await importCustomers(database.db, [file], { importedBy: "sato" }, now);
});
afterAll(() => database.drop());
beforeEach(() => database.sql`truncate people, api_tokens, secrets, source_keys`);

const now = new Date("2026-11-22T00:00:00Z");
const issue = (source: string, revokeEarlier = false, customer = "acme") =>
  issueSourceKey(database.db, { customer, source, revokeEarlier }, now);
const validKeys = async () =>
  (await database.sql`select key_hash from source_keys where revoked_at is null`).map((row) => row.key_hash);
const add = (person: Partial<NewPerson>, token = true) =>
  addPerson(
    database.db,
    { name: "suzuki", role: "operator", customers: [], phone: null, ...person },
    { token },
    now,
  );
const personWith = async (token: string) => {
  const hash = createHash("sha256").update(token).digest("hex");
  return (await personWithToken(database.db, hash, now))?.person ?? null;
};

it("issues source keys that are stored as hashes, earlier ones staying valid until they are revoked", async () => {
  const [first, other] = [await issue("demo"), await issue("prom")];
  expect(first).toMatch(/^[a-z0-9]{32}$/);
  const second = await issue("demo");
  expect((await validKeys()).sort()).toEqual([first, other, second].map(hashedSourceKey).sort());
  const third = await issue("demo", true);
  expect((await validKeys()).sort()).toEqual([other, third].map(hashedSourceKey).sort());
});

it("[RA3] issues no key for a customer or source that does not exist", async () => {
  await expect(issue("demo", false, "acne")).rejects.toThrow('There is no customer "acne"');
  await expect(issue("demi")).rejects.toThrow('Customer "acme" has no source "demi"; it has demo, prom.');
  await expect(issue("demi", true)).rejects.toThrow("unknown_source");
});

it("issues tokens that name their person, and another one for the same name", async () => {
  const first = await add({ phone: "+819012345678" });
  expect(first).toEqual({ added: true, token: expect.stringMatching(/^[\w-]{43}$/) });
  const second = await add({});
  expect(second.added).toBe(false);
  for (const { token } of [first, second])
    expect(await personWith(token!)).toMatchObject({ name: "suzuki", role: "operator", customers: [] });
  expect(await database.sql`select phone from people`).toEqual([{ phone: "+819012345678" }]);
  expect(await add({}, false)).toEqual({ added: false, token: null });
});

it("[RA4] refuses a changed role, customers for somebody who sees all, and a customer's person without customers", async () => {
  await add({ name: "tanaka", role: "customer", customers: ["acme"] });
  await expect(add({ name: "tanaka" })).rejects.toThrow('"tanaka" is customer already');
  await expect(add({ name: "x", role: "customer" })).rejects.toThrow("customer_missing");
  await expect(add({ name: "x", customers: ["acme"] })).rejects.toThrow("customer_not_wanted");
  await expect(add({ name: "x", role: "customer", customers: ["acme", "acne"] })).rejects.toThrow(
    'customer "acne"',
  );
  expect(await database.sql`select name, role, customers from people`).toEqual([
    { name: "tanaka", role: "customer", customers: ["acme"] },
  ]);
  expect(await database.sql`select 1 from api_tokens`).toHaveLength(1);
});

it.each([["toban"], ["customer:sato"], [""], [" sato"], ["a\nb"]])("refuses %j as a name", async (name) => {
  await expect(add({ name })).rejects.toThrow("bad_name");
});

it("[R2.4] keeps secrets sealed, by customer and name", async () => {
  const vault = openVault([{ id: "1", key: randomBytes(32) }]);
  const set = (customer: string, name: string, plaintext: string) =>
    setSecret(database.db, vault, { customer, name, plaintext }, now);
  await set("acme", "web01-key", "one");
  await set("acme", "web01-key", "two");
  await set("later", "teams-url", "https://x.example");
  expect(await readSecret(database.db, vault, "acme", "web01-key")).toBe("two");
  expect(await listSecretNames(database.db, "acme")).toEqual(["web01-key"]);
  await expect(readSecret(database.db, vault, "acme", "teams-url")).rejects.toThrow(
    "secret_missing: acme のシークレット teams-url が登録されていません",
  );
  await database.sql`update secrets set customer = 'acme' where customer = 'later'`;
  await expect(readSecret(database.db, vault, "acme", "teams-url")).rejects.toThrow("vault_does_not_open");
});
