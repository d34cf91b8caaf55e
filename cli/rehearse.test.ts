import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { skippedWithoutSshd, testPasswords } from "../activities/remote/ssh/testSshd.ts";
import { startTestHost, type TestHost } from "../activities/remote/target/testHost.ts";
import { createTestDatabase, type TestDatabase } from "../db/testDatabase.ts";
import { commandWith } from "./testCommand.ts";

describe.skipIf(skippedWithoutSshd)("toban runbooks rehearse", { timeout: 60_000 }, () => {
  const directory = mkdtempSync(path.join(tmpdir(), "toban-test-rehearse-"));
  let database: TestDatabase;
  let toban: ReturnType<typeof commandWith>;
  let host: TestHost;

  beforeAll(async () => {
    [database, host] = await Promise.all([createTestDatabase(), startTestHost()]);
    await host.service("nginx", "active");
    toban = commandWith({
      DATABASE_URL: database.url,
      TOBAN_ENCRYPTION_KEYS: `test:${Buffer.alloc(32, 7).toString("base64")}`,
      TOBAN_STATE_DIR: directory,
      ALLOW_NETWORKS: "127.0.0.1/32",
    });
    const file = path.join(directory, "acme.yaml");
    const { port, hostKey } = host;
    const login = { user: "ops", password: "secret:ops", become: "sudo", becomePassword: "secret:ops" };
    const rule = { name: "web", firstResponse: { runbook: "restart-service", with: { service: "nginx" } } };
    writeFileSync(
      file,
      JSON.stringify({
        ...{ customer: "acme", name: "株式会社アクメ", plan: "full", rules: [{ ...rule, match: {} }] },
        systems: {
          shop: { targets: { web01: { host: "127.0.0.1", connect: { port, hostKey, ...login } } } },
        },
      }),
    );
    await toban(["secret", "set", "acme", "ops"], { input: testPasswords.ops });
    expect(await toban(["import", file])).toMatchObject({ code: 0 });
  });
  afterAll(async () => {
    await host.stop();
    await database.drop();
    rmSync(directory, { recursive: true });
  });

  const rehearse = (...args: string[]) =>
    toban(["runbooks", "rehearse", "restart-service", "--customer", "acme", "--target", "web01", ...args]);

  it("[R2.7.3] asks the real target with the rule's parameters, and writes the result", async () => {
    const { code, stdout, stderr } = await rehearse();
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("- 結果: 確認3件をすべて実施できました（変更は行っていません）");
    expect(stdout).toContain(
      "| 2 | サービスを再起動する | 実施せず | `systemctl restart nginx` を管理者権限で実行 | - |",
    );
    expect(await host.ledger()).toEqual([]);
    const [audit] =
      await database.sql`select action, customer, outcome from audit_log order by id desc limit 1`;
    expect(audit).toEqual({ action: "rehearse-runbook", customer: "acme", outcome: "done" });
  });

  it("[R2.7.3] takes parameters over those of the rule", async () => {
    const { code, stdout } = await rehearse("--with", "service=apache2");
    expect(code).toBe(0);
    expect(stdout).toMatch(/\| 1 \| サービスがサーバーに登録されている \| いいえ \|/);
  });

  it("[R2.4] refuses what is wrong with a parameter, the customer and the target, each by its name", async () => {
    expect((await rehearse("--with", "service=-f")).stderr).toContain("--with service: may not begin with -");
    expect((await rehearse("--with", "nginx")).stderr).toContain('--with takes name=value, not "nginx"');
    expect((await rehearse("--target", "web09")).stderr).toContain('has no target "web09"');
    expect((await rehearse("--customer", "nobody")).stderr).toContain('There is no customer "nobody"');
  });
});
