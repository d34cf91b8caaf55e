import {
  CreateTargetGroupCommand,
  ElasticLoadBalancingV2Client,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { worded } from "../../../domain/testWorded.ts";
import { type Aws, awsFor } from "../aws/account.ts";
import { portsOf, register } from "../aws/targetGroups.ts";
import { customerAt } from "../aws/testInstances.ts";
import { acme, anyCredentials, borrowMoto, type Moto, motoAccount, withoutMoto } from "../aws/testMoto.ts";
import { carryOut } from "./carryOut.ts";
import type { Reach } from "./reach.ts";
import { runOn, waysAtAws } from "./testRun.ts";

const targetGroup = "shop-web";

let moto: Moto;
let customer: ReturnType<typeof customerAt>;
let aws: Aws;

describe.skipIf(withoutMoto)("a server behind its load balancer", { timeout: 60_000 }, () => {
  beforeAll(async () => {
    vi.stubEnv("AWS_ACCESS_KEY_ID", anyCredentials.accessKeyId);
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", anyCredentials.secretAccessKey);
    moto = await borrowMoto();
    customer = customerAt(moto.endpoint);
    aws = awsFor(acme, { endpoint: moto.endpoint, credentials: anyCredentials });
    const { VpcId } = await customer.network();
    const elb = new ElasticLoadBalancingV2Client({
      endpoint: moto.endpoint,
      region: acme.region,
      credentials: anyCredentials,
    });
    const group = { Name: targetGroup, Protocol: "HTTP", Port: 80, VpcId, TargetType: "instance" } as const;
    await elb.send(new CreateTargetGroupCommand(group));
    elb.destroy();
    await register(aws, { targetGroup, instanceId: await customer.instance(), port: 8080 });
  }, 60_000);
  afterAll(async () => {
    vi.unstubAllEnvs();
    aws?.close();
    customer?.ec2.destroy();
    moto?.giveBack();
  });

  const at = async <Result>(instanceId: string, work: (ways: Reach) => Promise<Result>): Promise<Result> => {
    const ways = waysAtAws(instanceId, motoAccount, moto.endpoint);
    try {
      return await work(ways);
    } finally {
      await ways.close();
    }
  };
  const cycled = (instanceId: string, options: Parameters<typeof runOn>[3] = {}) =>
    at(instanceId, (ways) => runOn(ways, "cycle-behind-load-balancer", { targetGroup }, options));
  const changes = async () =>
    (await moto.asked())
      .map(({ Action = "" }) => Action)
      .filter((action) => /^(Reboot|Register|Deregister)/.test(action));

  it("[R5.6] is cycled, and is back on its own port", async () => {
    const instanceId = await customer.instance();
    await register(aws, { targetGroup, instanceId, port: 8081 });
    expect((await cycled(instanceId)).state).toBe("recovered");
    expect(await portsOf(aws, { targetGroup, instanceId })).toEqual([8081]);
  });

  it("[R5.6] is put back on its own port if the run is aborted while it is out", async () => {
    const instanceId = await customer.instance();
    await register(aws, { targetGroup, instanceId, port: 8082 });
    const { state, undone } = await cycled(instanceId, { abortAfter: "ロードバランサーから切り離す" });
    expect([state, undone]).toMatchObject(["aborted", [{ title: "ロードバランサーに戻す", failed: null }]]);
    expect(await portsOf(aws, { targetGroup, instanceId })).toEqual([8082]);
  });

  it("[R5.6] that is not behind it at all is not touched", async () => {
    const instanceId = await customer.instance();
    const before = await changes();
    expect(worded(await cycled(instanceId))).toMatchObject({
      state: "failed",
      at: { path: "steps[0]", title: "ロードバランサーに登録されている" },
      why: "このロードバランサーへの登録は0件",
      undone: [],
    });
    expect(await changes()).toEqual(before);
  });

  it("[R5.6] is not put in if this run has taken nothing out", async () => {
    const instanceId = await customer.instance();
    const limits = { timeoutSeconds: 20, signal: AbortSignal.timeout(20_000), token: "run 7", marks: [] };
    const done = await at(instanceId, (ways) =>
      carryOut(ways, { kind: "balancer", targetGroup, do: "put-back" }, limits),
    );
    expect(worded(done)).toEqual({
      ok: true,
      seen: "この実行で切り離した登録がないため、ロードバランサーには何も登録していません",
    });
    expect(await portsOf(aws, { targetGroup, instanceId })).toEqual([]);
  });
});
