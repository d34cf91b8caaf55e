import { symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { readSecret, setSecret } from "../customers/secrets.ts";
import { authSecrets } from "../people/loginKeys.ts";
import { createTestDatabase, type TestDatabase } from "../testDatabase.ts";
import { openVault, type VaultKey } from "../vault.ts";
import { rotateAll } from "./rotation.ts";

const older: VaultKey = { id: "2025", key: Buffer.alloc(32, 1) };
const newer: VaultKey = { id: "2026", key: Buffer.alloc(32, 2) };
const lost: VaultKey = { id: "2020", key: Buffer.alloc(32, 3) };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => database.sql`truncate secrets, login_users cascade`);

const given = (key: VaultKey, customer: string, name: string) =>
  setSecret(
    database.db,
    openVault([key]),
    { customer, name, plaintext: `${customer}'s ${name}` },
    new Date(),
  );
const read = (keys: VaultKey[], customer: string, name: string) =>
  readSecret(database.db, openVault(keys), customer, name);
const keyIds = async () =>
  (await database.sql`select key_id from secrets order by name`).map((row) => row.key_id);

const loginKey = (keys: VaultKey[]) => {
  const versions = authSecrets(keys);
  return {
    keys: new Map(versions.map(({ version, value }) => [version, value])),
    currentVersion: versions[0]!.version,
  };
};
async function givenSecondFactor(key: VaultKey): Promise<void> {
  const { sql } = database;
  const secret = await symmetricEncrypt({ key: loginKey([key]), data: "TOTP" });
  await sql`insert into login_users (id, name, username, email, email_verified, created_at, updated_at)
    values ('u', 'sato', 'sato', 'sato@no-mail.invalid', false, now(), now())`;
  await sql`insert into login_two_factors (id, user_id, secret, backup_codes)
    values ('t', 'u', ${secret}, ${secret})`;
}

it("[R2.4] after a rotation the new key alone opens every secret of every customer", async () => {
  await given(older, "acme", "a");
  await given(older, "beta", "b");
  await given(newer, "acme", "c");
  expect(await rotateAll(database.db, [newer, older])).toEqual({ secrets: 2, secondFactors: 0, already: 1 });
  expect(await keyIds()).toEqual(["2026", "2026", "2026"]);
  expect(await read([newer], "beta", "b")).toBe("beta's b");
  expect(await rotateAll(database.db, [newer])).toEqual({ secrets: 0, secondFactors: 0, already: 3 });
});

it("[R2.4] a process that still encrypts with the old key and knows the new one reads on", async () => {
  await given(older, "acme", "a");
  await rotateAll(database.db, [newer, older]);
  expect(await read([older, newer], "acme", "a")).toBe("acme's a");
});

it("[RA4] people's second factors need no old key any more, either", async () => {
  await givenSecondFactor(older);
  expect(await rotateAll(database.db, [newer, older])).toMatchObject({ secondFactors: 1 });
  const [row] = await database.sql`select secret, backup_codes from login_two_factors`;
  for (const data of [row?.secret, row?.backup_codes])
    expect(await symmetricDecrypt({ key: loginKey([newer]), data })).toBe("TOTP");
  expect(await rotateAll(database.db, [newer])).toMatchObject({ secondFactors: 0, already: 1 });
});

it("[R2.4] changes nothing if no key opens a secret, and names that secret", async () => {
  await given(older, "acme", "a");
  await given(lost, "acme", "b");
  await expect(rotateAll(database.db, [newer, older])).rejects.toThrow(
    "Secret b of acme was sealed with key 2020",
  );
  expect(await keyIds()).toEqual(["2025", "2020"]);
});
