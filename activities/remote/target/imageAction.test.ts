import { TerminateInstancesCommand } from "@aws-sdk/client-ec2";
import {
  CreateTargetGroupCommand,
  ElasticLoadBalancingV2Client,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { say } from "../../../domain/say.ts";
import { type Aws, awsFor } from "../aws/account.ts";
import { createImage } from "../aws/images.ts";
import { describeInstance } from "../aws/instances.ts";
import { restoredFrom } from "../aws/restore.ts";
import { membershipsOf, register } from "../aws/targetGroups.ts";
import { customerAt } from "../aws/testInstances.ts";
import { acme, anyCredentials, borrowMoto, type Moto, motoAccount, withoutMoto } from "../aws/testMoto.ts";
import { askProbe } from "./askProbe.ts";
import { imageAction } from "./imageAction.ts";
import { runOn, waysAtAws } from "./testRun.ts";

let moto: Moto;
let customer: ReturnType<typeof customerAt>;
let aws: Aws;
let groups: string[];

describe.skipIf(withoutMoto)("an instance restored from its image", { timeout: 60_000 }, () => {
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
    groups = [];
    for (const Name of ["shop", "admin", "mail"]) {
      const group = { Name, Protocol: "HTTP", Port: 80, VpcId, TargetType: "instance" } as const;
      const made = await elb.send(new CreateTargetGroupCommand(group));
      groups.push(made.TargetGroups![0]!.TargetGroupArn!);
    }
    elb.destroy();
  }, 60_000);
  afterAll(async () => {
    vi.unstubAllEnvs();
    aws?.close();
    customer?.ec2.destroy();
    moto?.giveBack();
  });

  /** An instance with an image of it. */
  const imaged = async () => {
    const instanceId = await customer.instance({ Name: "web01" });
    const image = await createImage(aws, { instanceId, token: `nightly ${instanceId}` });
    return { instanceId, image };
  };
  const restore = async (instanceId: string, byHand?: (instructions: string) => Promise<void>) => {
    const ways = waysAtAws(instanceId, motoAccount, moto.endpoint);
    try {
      return await runOn(ways, "restore-from-image", {}, byHand === undefined ? {} : { byHand });
    } finally {
      await ways.close();
    }
  };

  /** What the probe says of the restored instance. */
  const seenOf = async (instanceId: string) => {
    const ways = waysAtAws(instanceId, motoAccount, moto.endpoint);
    const limits = { timeoutSeconds: 20, signal: AbortSignal.timeout(20_000) };
    const { seen } = await askProbe(ways, { kind: "image", is: "restored" }, limits);
    await ways.close();
    return say(seen);
  };

  it("[R5.7] takes the old one's place behind its load balancers, and the old one stays unchanged", async () => {
    const { instanceId, image } = await imaged();
    await register(aws, { targetGroup: groups[0]!, instanceId, port: 80 });
    await register(aws, { targetGroup: groups[1]!, instanceId, port: 8080 });
    const run = await restore(instanceId);
    const restored = (await restoredFrom(aws, instanceId))!;
    expect(run).toMatchObject({ state: "recovered", undone: [] });
    expect(run.done.map(({ seen }) => seen)).toEqual([
      `イメージ ${image} からインスタンス ${restored} を作成しました`,
      `インスタンス ${restored} をロードバランサーに登録しました（2件）`,
    ]);
    const places = [
      { targetGroup: groups[0], port: 80 },
      { targetGroup: groups[1], port: 8080 },
    ];
    expect(await membershipsOf(aws, restored)).toEqual(expect.arrayContaining(places));
    expect(await membershipsOf(aws, instanceId)).toHaveLength(2);
    expect((await describeInstance(aws, instanceId)).State?.Name).toBe("running");
    const { PublicIpAddress } = await describeInstance(aws, restored);
    expect(await seenOf(instanceId)).toContain(`${restored}（${PublicIpAddress}）`);
  });

  it("[R5.7] is switched over by hand if it is in no target group, and the run says how", async () => {
    const { instanceId } = await imaged();
    const said: string[] = [];
    const run = await restore(instanceId, async (instructions) => void said.push(instructions));
    expect(run.state).toBe("recovered");
    expect(said).toEqual([expect.stringContaining("Elastic IP")]);
    expect((await restore(instanceId)).at?.title).toBe("通信を新しいインスタンスに切り替える");
  });

  it("[R5.7] without an image nothing is made", async () => {
    const instanceId = await customer.instance();
    expect(await restore(instanceId)).toMatchObject({ state: "failed", at: { path: "steps[0]" }, done: [] });
    expect(await restoredFrom(aws, instanceId)).toBeNull();
  });

  it("[R5.7] is made once per step, however often repeated, and leaves its target groups when undone", async () => {
    const { instanceId } = await imaged();
    await register(aws, { targetGroup: groups[2]!, instanceId, port: 80 });
    const ways = waysAtAws(instanceId, motoAccount, moto.endpoint);
    const limits = { token: "run 7 / steps[1]", signal: AbortSignal.timeout(60_000) };
    const does = (what: "restore" | "join" | "leave" | "snapshot") =>
      imageAction(ways, { kind: "image", do: what }, limits);
    await expect(does("join")).rejects.toMatchObject({ code: "nothing_restored" });
    const { seen } = await does("restore");
    expect((await does("restore")).seen).toEqual(seen);
    const restored = (await restoredFrom(aws, instanceId))!;
    await does("join");
    await does("join");
    expect(await membershipsOf(aws, restored)).toHaveLength(1);
    await does("leave");
    await does("leave");
    expect(await membershipsOf(aws, restored)).toEqual([]);
    expect(await membershipsOf(aws, instanceId)).toHaveLength(1);
    expect(say((await does("snapshot")).seen)).toMatch(/^スナップショット snap-/);
    await customer.ec2.send(new TerminateInstancesCommand({ InstanceIds: [restored] }));
    expect(await restoredFrom(aws, instanceId)).toBeNull();
    await ways.close();
  });
});
