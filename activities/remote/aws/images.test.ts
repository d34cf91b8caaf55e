import { CreateTagsCommand, DescribeImagesCommand, DescribeInstancesCommand } from "@aws-sdk/client-ec2";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Aws, awsFor } from "./account.ts";
import { createImage, createSnapshots, imageState, latestImageOf } from "./images.ts";
import { describeInstance } from "./instances.ts";
import { clientToken } from "./marks.ts";
import { restoreFromImage } from "./restore.ts";
import { customerAt, someImage } from "./testInstances.ts";
import { acme, anyCredentials, borrowMoto, type Moto, withoutMoto } from "./testMoto.ts";

let moto: Moto;
let customer: ReturnType<typeof customerAt>;
let aws: Aws;

describe.skipIf(withoutMoto)("images and snapshots at AWS", () => {
  beforeAll(async () => {
    moto = await borrowMoto();
    customer = customerAt(moto.endpoint);
    aws = awsFor(acme, { endpoint: moto.endpoint, credentials: anyCredentials });
  });
  afterAll(async () => {
    aws?.close();
    customer?.ec2.destroy();
    moto?.giveBack();
  });

  const asked = async (action: string) => (await moto.asked()).filter(({ Action }) => Action === action);

  it("[R5.7] snapshots are taken once per step, however often it is repeated", async () => {
    const db01 = await customer.instance();
    const taken = await createSnapshots(aws, { instanceId: db01, token: "run 1 / snapshots" });
    expect(taken).toEqual([expect.stringMatching(/^snap-/)]);
    expect(await createSnapshots(aws, { instanceId: db01, token: "run 1 / snapshots" })).toEqual(taken);
    expect(await asked("CreateSnapshots")).toHaveLength(1);
    const others = await createSnapshots(aws, { instanceId: db01, token: "run 2 / snapshots" });
    expect(others).not.toEqual(taken);
  });

  it("[R5.7] an image is made once per step, without a reboot", async () => {
    const db01 = await customer.instance();
    const image = await createImage(aws, { instanceId: db01, token: "run 1 / image" });
    expect(await createImage(aws, { instanceId: db01, token: "run 1 / image" })).toBe(image);
    const [request, ...more] = await asked("CreateImage");
    expect(more).toEqual([]);
    expect(request).toMatchObject({ InstanceId: db01, NoReboot: "true" });
    expect(request?.Name).toMatch(/^[\w ()./'@[\]-]{3,128}$/);
    await expect.poll(() => imageState(aws, image)).toBe("available");
    await expect(imageState(aws, "ami-00000000000000000")).rejects.toMatchObject({ kind: "not-found" });
  });

  it("[R5.7] the latest image of an instance is found by its source or by its tag", async () => {
    const [web01, web02] = [await customer.instance(), await customer.instance()];
    expect(await latestImageOf(aws, web01)).toBeNull();
    const own = await createImage(aws, { instanceId: web01, token: "nightly 1" });
    expect(await latestImageOf(aws, web01)).toMatchObject({ imageId: own });

    // Made of its twin; the customer's tag says it is good for both.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const ofTwin = await createImage(aws, { instanceId: web02, token: "nightly 2" });
    const tag = { Key: "toban:instance", Value: web01 };
    await customer.ec2.send(new CreateTagsCommand({ Resources: [ofTwin], Tags: [tag] }));
    const latest = await latestImageOf(aws, web01);
    expect(latest?.imageId).toBe(ofTwin);
    expect(await latestImageOf(aws, web01, { before: latest!.createdAt })).toMatchObject({ imageId: own });
  });

  it("[R5.7] an instance is restored with all its settings, once per step", async () => {
    const { VpcId: _vpc, ...network } = await customer.network();
    const metadata = { HttpTokens: "required", HttpPutResponseHopLimit: 2, HttpEndpoint: "enabled" };
    await moto.iam("CreateInstanceProfile", { InstanceProfileName: "web" });
    const lost = await customer.instance(
      { Name: "web01", "toban:target": "web01", team: "shop" },
      {
        ...network,
        IamInstanceProfile: { Name: "web" },
        MetadataOptions: metadata,
        InstanceType: "t3.small",
      },
    );
    const image = await createImage(aws, { instanceId: lost, token: "nightly 3" });

    const restoration = { instanceId: lost, imageId: image, token: "incident 7 / run 1 / restore" };
    const restored = await restoreFromImage(aws, restoration);
    expect(restored).not.toBe(lost);
    expect(await restoreFromImage(aws, restoration)).toBe(restored);
    const [request] = (await asked("RunInstances")).filter(({ ImageId }) => ImageId === image);
    expect(request?.ClientToken).toBe(clientToken(restoration.token));
    const all = await customer.ec2.send(
      new DescribeInstancesCommand({ Filters: [{ Name: "image-id", Values: [image] }] }),
    );
    expect(all.Reservations).toHaveLength(1);

    expect(await describeInstance(aws, restored)).toMatchObject({
      InstanceType: "t3.small",
      SubnetId: network.SubnetId,
      SecurityGroups: [{ GroupId: network.SecurityGroupIds[0] }],
      KeyName: "ops",
      IamInstanceProfile: { Arn: expect.stringMatching(/instance-profile\/web$/) },
      MetadataOptions: metadata,
      Tags: expect.arrayContaining([
        { Key: "Name", Value: "web01" },
        { Key: "toban:target", Value: "web01" },
        { Key: "team", Value: "shop" },
      ]),
    });
    expect((await describeInstance(aws, lost)).State?.Name).toBe("running");
  });

  it("[R5.7] nothing is restored from an image that is not there", async () => {
    const lost = await customer.instance();
    const { Images } = await customer.ec2.send(new DescribeImagesCommand({ ImageIds: [someImage] }));
    expect(Images).toHaveLength(1);
    await expect(
      restoreFromImage(aws, { instanceId: "i-0123456789abcdef0", imageId: someImage, token: "x" }),
    ).rejects.toMatchObject({ kind: "not-found", outcome: "permanent" });
    await expect(createImage(aws, { instanceId: `${lost}0`, token: "y" })).rejects.toMatchObject({
      kind: "not-found",
    });
  });
});
