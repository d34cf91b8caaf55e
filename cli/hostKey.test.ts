import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  skippedWithoutSshd,
  startTestSshd,
  type TestSshd,
  testPasswords,
} from "../activities/remote/ssh/testSshd.ts";
import { createTestDatabase, type TestDatabase } from "../db/testDatabase.ts";
import { commandWith } from "./testCommand.ts";

const wrongKey = `SHA256:${"A".repeat(43)}`;

describe.skipIf(skippedWithoutSshd)("toban hostkey", { timeout: 60_000 }, () => {
  const directory = mkdtempSync(path.join(tmpdir(), "toban-test-hostkey-"));
  let database: TestDatabase;
  let toban: ReturnType<typeof commandWith>;
  let jump: TestSshd;
  let web: TestSshd;

  beforeAll(async () => {
    database = await createTestDatabase();
    toban = commandWith({
      DATABASE_URL: database.url,
      TOBAN_ENCRYPTION_KEYS: `test:${Buffer.alloc(32, 7).toString("base64")}`,
      TOBAN_STATE_DIR: directory,
      ALLOW_NETWORKS: "127.0.0.1/32",
    });
    [jump, web] = await Promise.all([startTestSshd(), startTestSshd()]);
    await toban(["secret", "set", "acme", "jump"], { input: testPasswords.guest });
  });
  beforeEach(() => database.sql`truncate host_keys, audit_log`);
  afterAll(async () => {
    await Promise.all([jump?.stop(), web?.stop()]);
    await database.drop();
    rmSync(directory, { recursive: true });
  });

  const given = async (webKey: string | null = null, jumpKey: string | null = null) => {
    const file = path.join(directory, "acme.yaml");
    writeFileSync(
      file,
      JSON.stringify({
        customer: "acme",
        name: "A",
        plan: "full",
        rules: [{}],
        systems: {
          shop: {
            targets: {
              web01: {
                host: "127.0.0.1",
                // Its password is not set yet, so we never log in there.
                connect: { port: web.port, via: "bastion", password: "secret:unset", hostKey: webKey },
              },
              bastion: {
                host: "127.0.0.1",
                connect: { port: jump.port, user: "guest", password: "secret:jump", hostKey: jumpKey },
              },
            },
          },
          office: { targets: { web01: { host: "127.0.0.1", connect: { port: jump.port } } } },
        },
      }),
    );
    expect(await toban(["import", file])).toMatchObject({ code: 0 });
  };
  const stored = async () =>
    (await database.sql`select system, target, fingerprint from host_keys order by target`).map((row) =>
      Object.values(row).join(" "),
    );

  it("[R2.4] shows and stores the key of a target, known by its system where two have its name", async () => {
    await given();
    const ambiguous = await toban(["hostkey", "acme", "web01"]);
    expect(ambiguous).toEqual({
      code: 1,
      stdout: "",
      stderr: '"web01" stands in several systems: say shop/web01 or office/web01.\n',
    });
    expect(await toban(["hostkey", "acme", "office/web01"])).toEqual({
      code: 0,
      stdout: `office/web01 ${jump.hostKey}\n`,
      stderr: "office/web01: stored.\n",
    });
    expect(await stored()).toEqual([`office web01 ${jump.hostKey}`]);
    const audit = await database.sql`select action, customer, outcome, code, detail from audit_log
      where action = 'store-host-key'`;
    expect(audit).toEqual([
      {
        action: "store-host-key",
        customer: "acme",
        outcome: "done",
        code: null,
        detail: { system: "office", target: "web01", all: false, replace: false },
      },
    ]);
    const again = await toban(["hostkey", "acme", "office/web01"]);
    expect(again).toMatchObject({ code: 0, stderr: "office/web01: as stored.\n" });
  });

  it("[R2.4] goes through jump hosts that are known, or are stored first", async () => {
    await given();
    const refused = await toban(["hostkey", "acme", "shop/web01"]);
    expect(refused).toMatchObject({ code: 1, stdout: `shop/bastion ${jump.hostKey}\n` });
    expect(refused.stderr).toContain("toban hostkey acme shop/bastion, or --all");
    expect(await stored()).toEqual([]);

    const all = await toban(["hostkey", "acme", "shop/web01", "--all"]);
    expect(all).toMatchObject({
      code: 0,
      stdout: `shop/bastion ${jump.hostKey}\nshop/web01 ${web.hostKey}\n`,
    });
    expect(await stored()).toEqual([`shop bastion ${jump.hostKey}`, `shop web01 ${web.hostKey}`]);
  });

  it("[R2.4] refuses another key than the stored one until it is told to replace it", async () => {
    await given(null, jump.hostKey);
    await database.sql`insert into host_keys (customer, system, target, fingerprint, stored_at, stored_by)
      values ('acme', 'shop', 'web01', ${wrongKey}, now(), 'test')`;
    const refused = await toban(["hostkey", "acme", "shop/web01"]);
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stderr).toContain(`Warning: ${wrongKey} is stored for shop/web01.`);
    expect(await stored()).toEqual([`shop web01 ${wrongKey}`]);
    expect(await database.sql`select outcome, code from audit_log where action = 'store-host-key'`).toEqual([
      { outcome: "refused", code: "host_key_changed" },
    ]);
    const replaced = await toban(["hostkey", "acme", "shop/web01", "--replace"]);
    expect(replaced).toMatchObject({ code: 0, stderr: expect.stringContaining("in place of") });
    expect(await stored()).toEqual([`shop web01 ${web.hostKey}`]);
  });

  it("[R2.4] takes the file's word before anything else", async () => {
    await given(wrongKey, jump.hostKey);
    const refused = await toban(["hostkey", "acme", "shop/web01", "--replace"]);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("the customer's file says") });
    await given(web.hostKey, wrongKey);
    const behind = await toban(["hostkey", "acme", "shop/web01", "--all", "--replace"]);
    expect(behind).toMatchObject({ code: 1, stdout: `shop/bastion ${jump.hostKey}\n` });
    expect(await stored()).toEqual([]);
  });

  it("[R2.4] says in English why a host cannot be reached, and which target there is not", async () => {
    await given(null, jump.hostKey);
    await web.stop();
    const away = await toban(["hostkey", "acme", "shop/web01"]);
    expect(away).toMatchObject({ code: 1 });
    expect(away.stderr).toContain(
      `the jump host 127.0.0.1:${jump.port} could not connect to 127.0.0.1:${web.port}.\n`,
    );
    expect(await toban(["hostkey", "acme", "nobody"])).toMatchObject({
      code: 1,
      stderr: 'Customer "acme" has no target "nobody".\n',
    });
    expect(await toban(["hostkey", "nobody", "web01"])).toMatchObject({ code: 1 });
  });
});
