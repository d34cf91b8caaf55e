import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { customerAt } from "../activities/remote/aws/testInstances.ts";
import {
  anyCredentials,
  borrowMoto,
  type Moto,
  motoAccount,
  withoutMoto,
} from "../activities/remote/aws/testMoto.ts";
import { skippedWithoutSshd, testPasswords } from "../activities/remote/ssh/testSshd.ts";
import { startTestHost, type TestHost } from "../activities/remote/target/testHost.ts";
import { createTestDatabase, type TestDatabase } from "../db/testDatabase.ts";
import { testDirectory } from "../dev/testDirectory.ts";
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
        customer: "acme",
        name: "株式会社アクメ",
        plan: "full",
        rules: [{ ...rule, match: {} }],
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

describe.skipIf(withoutMoto)("toban runbooks rehearse, on an auto-scaled target", { timeout: 60_000 }, () => {
  const directory = testDirectory();
  let database: TestDatabase;
  let moto: Moto;
  let customer: ReturnType<typeof customerAt>;
  let toban: ReturnType<typeof commandWith>;

  beforeAll(async () => {
    [database, moto] = await Promise.all([createTestDatabase(), borrowMoto()]);
    customer = customerAt(moto.endpoint);
    // The AWS library reads these from the process.
    vi.stubEnv("AWS_ENDPOINT_URL", moto.endpoint);
    vi.stubEnv("AWS_ACCESS_KEY_ID", anyCredentials.accessKeyId);
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", anyCredentials.secretAccessKey);
    toban = commandWith({
      DATABASE_URL: database.url,
      TOBAN_STATE_DIR: directory,
      AWS_OWN_ACCOUNT_CUSTOMERS: "acme",
    });
    const file = path.join(directory, "acme.yaml");
    const targets = Object.fromEntries(
      ["web01", "web02", "web03"].map((name) => [name, { autoscale: true }]),
    );
    const systems = { shop: { cloud: { account: motoAccount }, targets } };
    writeFileSync(
      file,
      JSON.stringify({ customer: "acme", name: "株式会社アクメ", plan: "full", rules: [{}], systems }),
    );
    expect(await toban(["import", file])).toMatchObject({ code: 0, stderr: "" });
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    customer?.ec2.destroy();
    moto?.giveBack();
    await database?.drop();
  });

  const rehearse = (target: string, ...args: string[]) =>
    toban(["runbooks", "rehearse", "reboot-instance", "--customer", "acme", "--target", target, ...args]);

  it("[R2.7.3] [R2.4] asks the instance that it is just now, as a run would, and names it", async () => {
    const now = await customer.instance({ "toban:target": "web01" });
    const { code, stdout, stderr } = await rehearse("web01");
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(new RegExp(`^- 対象: shop/web01（${now}、[\\d.]+）$`, "m"));
    expect(stdout).toContain("インスタンスの状態は running");
    expect((await moto.asked()).map(({ Action }) => Action)).not.toContain("RebootInstances");
  });

  it("[R2.7.3] [R2.4] takes the one of several that is said, and says when none runs or nothing tells which", async () => {
    const [one] = [await customer.instance({ Name: "web02" }), await customer.instance({ Name: "web02" })];
    expect(await rehearse("web02")).toEqual({
      code: 1,
      stdout: "",
      stderr: "2 running instances are target shop/web02, and nothing tells which one is meant (--node)\n",
    });
    expect((await rehearse("web02", "--node", one)).stdout).toContain(`shop/web02（${one}、`);
    expect((await rehearse("web03")).stderr).toBe("No running instance is found that is target shop/web03\n");
  });
});
