import { StopInstancesCommand } from "@aws-sdk/client-ec2";
import {
  CreateTargetGroupCommand,
  ElasticLoadBalancingV2Client,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Aws, awsFor } from "./account.ts";
import { deregister, portsOf, register, targetGroupArn, targetHealth } from "./targetGroups.ts";
import { customerAt } from "./testInstances.ts";
import { acme, anyCredentials, borrowMoto, type Moto, withoutMoto } from "./testMoto.ts";

let moto: Moto;
let customer: ReturnType<typeof customerAt>;
let aws: Aws;
let arn: string;

describe.skipIf(withoutMoto)("a target group at AWS", () => {
  beforeAll(async () => {
    moto = await borrowMoto();
    customer = customerAt(moto.endpoint);
    aws = awsFor(acme, { endpoint: moto.endpoint, credentials: anyCredentials });
    const { VpcId } = await customer.network();
    const elb = new ElasticLoadBalancingV2Client({
      endpoint: moto.endpoint,
      region: acme.region,
      credentials: anyCredentials,
    });
    const group = { Name: "shop", Protocol: "HTTP", Port: 80, VpcId, TargetType: "instance" } as const;
    arn = (await elb.send(new CreateTargetGroupCommand(group))).TargetGroups![0]!.TargetGroupArn!;
    elb.destroy();
  });
  afterAll(async () => {
    aws?.close();
    customer?.ec2.destroy();
    moto?.giveBack();
  });

  it("[R5.6] is found by its name, or its ARN without asking", async () => {
    expect(await targetGroupArn(aws, "shop")).toBe(arn);
    const before = (await moto.asked()).length;
    expect(await targetGroupArn(aws, arn)).toBe(arn);
    expect(await moto.asked()).toHaveLength(before);
    await expect(targetGroupArn(aws, "other")).rejects.toMatchObject({
      kind: "not-found",
      outcome: "permanent",
      message: expect.stringContaining("elasticloadbalancing:DescribeTargetGroups: TargetGroupNotFound"),
    });
  });

  it.each(["by name", "by ARN"])("[R5.6] lets an instance out and in again, %s", async (how) => {
    const instanceId = await customer.instance();
    const membership = { targetGroup: how === "by name" ? "shop" : arn, instanceId };
    expect(await targetHealth(aws, membership)).toMatchObject({ state: "unused" });

    await register(aws, { ...membership, port: 8080 });
    await register(aws, { ...membership, port: 8080 });
    expect(await targetHealth(aws, { ...membership, port: 8080 })).toMatchObject({ state: "healthy" });
    expect(await portsOf(aws, membership)).toEqual([8080]);

    await deregister(aws, { ...membership, port: 8080 });
    await deregister(aws, { ...membership, port: 8080 });
    expect(await targetHealth(aws, { ...membership, port: 8080 })).toEqual({
      state: "unused",
      reason: "Target.NotRegistered",
    });
    expect(await portsOf(aws, membership)).toEqual([]);
  });

  it("[R5.6] does not take in an instance that does not run", async () => {
    const instanceId = await customer.instance();
    await customer.ec2.send(new StopInstancesCommand({ InstanceIds: [instanceId] }));
    await expect(register(aws, { targetGroup: "shop", instanceId })).rejects.toMatchObject({
      kind: "invalid",
      message: expect.stringMatching(/InvalidTarget/),
    });
  });
});
