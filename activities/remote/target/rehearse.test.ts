import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { CustomerConfiguration } from "../../../domain/customers/configuration.ts";
import { readCustomerFile } from "../../../domain/customers/file.ts";
import { fillRunbook } from "../../../domain/runbooks/fill.ts";
import { isSound, type RehearsedStep } from "../../../domain/runbooks/rehearsal.ts";
import { say } from "../../../domain/say.ts";
import { findRunbook, loadCatalogue } from "../../../runbooks/catalogue.ts";
import { customerAt } from "../aws/testInstances.ts";
import { borrowMoto, type Moto, motoAccount, withOwnCredentials, withoutMoto } from "../aws/testMoto.ts";
import { skippedWithoutSshd, testPasswords } from "../ssh/testSshd.ts";
import { guardOfTests } from "../testGuard.ts";
import { reach, targetValues } from "./reach.ts";
import { rehearse } from "./rehearse.ts";
import { startTestHost, type TestHost } from "./testHost.ts";

const catalogue = await loadCatalogue();
const signal = AbortSignal.timeout(120_000);

const configurationOf = (target: string, cloud = "null"): CustomerConfiguration => {
  const { configuration, faults } = readCustomerFile(
    `customer: acme\nname: A\nplan: professional\nrules: [{}]\nsystems:\n  shop:\n    cloud: ${cloud}\n    targets:\n      web01: ${target}\n`,
  );
  if (configuration === null) throw new Error(faults.map(({ message }) => message).join("\n"));
  return configuration;
};

async function rehearsed(
  id: string,
  configuration: CustomerConfiguration,
  params: Record<string, string>,
  { password = testPasswords.ops, awsEndpoint }: { password?: string; awsEndpoint?: string } = {},
): Promise<RehearsedStep[]> {
  const name = { system: "shop", target: "web01" };
  const runbook = fillRunbook(findRunbook(catalogue, id).tree, {
    params,
    target: targetValues(configuration, name),
  });
  const openSecret = async () => password;
  const ways = reach({
    guard: guardOfTests(),
    ...withOwnCredentials,
    configuration,
    ...name,
    hostKeys: new Map(),
    openSecret,
    signal,
    awsEndpoint,
  });
  try {
    return await rehearse(ways, runbook, signal);
  } finally {
    await ways.close();
  }
}

const shown = (steps: readonly RehearsedStep[]): string[] =>
  steps.map(({ number, result, seen }) => `${number} ${result}: ${say(seen)}`);

describe.skipIf(skippedWithoutSshd)("a rehearsal over SSH", { timeout: 60_000 }, () => {
  let host: TestHost;
  beforeAll(async () => {
    host = await startTestHost();
    await host.service("nginx", "inactive");
  });
  afterAll(() => host.stop());
  const web01 = () =>
    configurationOf(
      `{ host: 127.0.0.1, connect: { port: ${host.port}, user: ops, password: "secret:ops", hostKey: "${host.hostKey}", become: sudo, becomePassword: "secret:ops" } }`,
    );

  it("[R2.7.3] asks every check for real, says what a run would do, and changes nothing", async () => {
    const steps = await rehearsed("restart-service", web01(), { service: "nginx" });
    expect(shown(steps)).toEqual([
      "1 yes: 終了コード 0",
      "2 not-done: `systemctl restart nginx` を管理者権限で実行",
      "3 no: 終了コード 1",
      "復旧の確認 no: 終了コード 1",
    ]);
    expect(isSound({ steps })).toBe(true);
    expect(await host.ledger()).toEqual([]);
  });

  it("[R2.7.3] goes into both branches", async () => {
    const steps = await rehearsed("restart-process", web01(), { process: "batchd", start: "/bin/true" });
    expect(steps.map(({ number, result }) => `${number} ${result}`)).toEqual([
      "1 yes",
      "2 no",
      "2-1 not-done",
      "3 not-done",
      "4 no",
      "復旧の確認 no",
    ]);
  });

  it("[R2.7.3] [R2.4] says in an operator's words why no work on a target is possible, without secrets", async () => {
    const steps = await rehearsed(
      "restart-service",
      web01(),
      { service: "nginx" },
      { password: "wrong-secret" },
    );
    expect(isSound({ steps })).toBe(false);
    expect(new Set(steps.map(({ result }) => result))).toEqual(new Set(["fault"]));
    expect(shown(steps).join("\n")).toContain("ログイン");
    expect(shown(steps).join("\n")).not.toContain("wrong-secret");
  });
});

describe.skipIf(withoutMoto)("a rehearsal at AWS", { timeout: 60_000 }, () => {
  let moto: Moto;
  beforeAll(async () => {
    moto = await borrowMoto();
    vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIATEST");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "geheim");
  }, 60_000);
  afterAll(async () => {
    vi.unstubAllEnvs();
    moto.giveBack();
  });
  const cloud = `{ provider: aws, region: ap-northeast-1, account: "${motoAccount}" }`;

  it("[R2.7.3] [R5.6] asks for the instance's state, and reboots nothing", async () => {
    const instanceId = await customerAt(moto.endpoint).instance();
    const steps = await rehearsed(
      "reboot-instance",
      configurationOf(`{ ec2: ${instanceId} }`, cloud),
      {},
      {
        awsEndpoint: moto.endpoint,
      },
    );
    expect(shown(steps)).toEqual([
      "1 yes: インスタンスの状態は running",
      "2 not-done: インスタンスを再起動",
      "3 yes: ステータスチェックはインスタンス ok、システム ok",
      "復旧の確認 yes: ステータスチェックはインスタンス ok、システム ok",
    ]);
    expect((await moto.asked()).map(({ Action }) => Action)).not.toContain("RebootInstances");
  });

  it("[R2.4] says what is missing in the customer's file", async () => {
    const withoutInstance = await rehearsed("reboot-instance", configurationOf("{}", cloud), {}, {});
    expect(shown(withoutInstance)[0]).toBe("1 fault: 対象 shop/web01 のインスタンスIDの設定がありません");
    const withoutCloud = await rehearsed("reboot-instance", configurationOf("{ ec2: i-0abc123 }"), {}, {});
    expect(shown(withoutCloud)[0]).toBe("1 fault: システム shop のクラウドの設定がありません");
  });
});
