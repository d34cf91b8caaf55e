import { StopInstancesCommand } from "@aws-sdk/client-ec2";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Aws, awsFor } from "./account.ts";
import { findByTag } from "./findByTag.ts";
import {
  instanceState,
  lastBoot,
  rebootInstance,
  startInstance,
  statusChecks,
  stopInstance,
} from "./instances.ts";
import { customerAt } from "./testInstances.ts";
import { acme, anyCredentials, borrowMoto, type Moto, withoutMoto } from "./testMoto.ts";

let moto: Moto;
let customer: ReturnType<typeof customerAt>;
let aws: Aws;

describe.skipIf(withoutMoto)("instances at AWS", () => {
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

  it("[R5.6] are stopped and started again, however often this is repeated", async () => {
    const web01 = await customer.instance();
    expect(await instanceState(aws, web01)).toEqual({ state: "running", launchedAt: expect.any(Date) });

    expect(await stopInstance(aws, web01)).toBe("stopping");
    await expect.poll(async () => (await instanceState(aws, web01)).state).toBe("stopped");
    await stopInstance(aws, web01);
    expect((await instanceState(aws, web01)).state).toBe("stopped");

    expect(await startInstance(aws, web01)).toBe("pending");
    await startInstance(aws, web01);
    await expect.poll(async () => (await instanceState(aws, web01)).state).toBe("running");
  });

  it("[R5.6] are rebooted by one request, which can be checked by AWS's record of the console", async () => {
    const web01 = await customer.instance();
    const before = (await moto.asked()).length;
    const requestedAt = new Date();
    await rebootInstance(aws, web01);
    expect((await moto.asked()).slice(before).map(({ Action }) => Action)).toEqual(["RebootInstances"]);

    const { consoleAt, launchedAt } = await lastBoot(aws, web01);
    // AWS's times are whole seconds.
    expect(consoleAt!.getTime()).toBeGreaterThanOrEqual(Math.floor(requestedAt.getTime() / 1000) * 1000);
    expect(launchedAt!.getTime()).toBeLessThanOrEqual(requestedAt.getTime());
    expect((await instanceState(aws, web01)).state).toBe("running");
  });

  it("[R5.6] have two status checks, AWS's side and the customer's", async () => {
    const web01 = await customer.instance();
    expect(await statusChecks(aws, web01)).toEqual({ system: "ok", instance: "ok" });
    await customer.ec2.send(new StopInstancesCommand({ InstanceIds: [web01] }));
    expect(await statusChecks(aws, web01)).toEqual({
      system: expect.stringMatching(/^(ok|not-applicable)$/),
      instance: expect.stringMatching(/^(ok|not-applicable)$/),
    });
  });

  it("[R2.4] are found by tag when needed, only running ones, and only by their exact name", async () => {
    const first = await customer.instance({ Name: "shop-web", "toban:target": "shop-web" });
    const second = await customer.instance({ "toban:target": "shop-web" });
    const third = await customer.instance({ Name: "shop-web" });
    await customer.instance({ Name: "shop-web2" });
    const stopped = await customer.instance({ Name: "shop-web" });
    await customer.ec2.send(new StopInstancesCommand({ InstanceIds: [stopped] }));

    const found = await findByTag(aws, "shop-web");
    expect(found.map(({ instanceId }) => instanceId).sort()).toEqual([first, second, third].sort());
    expect(found[0]).toMatchObject({ privateAddress: expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/) });
    expect(await findByTag(aws, "shop-*")).toEqual([]);
    expect(await findByTag(aws, "nobody")).toEqual([]);
  });

  it("[R5.6] are reported as missing before anything is done if they do not exist", async () => {
    const unknown = "i-0123456789abcdef0";
    const notFound = {
      kind: "not-found",
      outcome: "permanent",
      code: "InvalidInstanceID.NotFound",
      message: expect.stringMatching(/^AWSに対象が見つかりません（ec2:\w+: InvalidInstanceID\.NotFound）$/),
    };
    await expect(instanceState(aws, unknown)).rejects.toMatchObject(notFound);
    await expect(statusChecks(aws, unknown)).rejects.toMatchObject({ kind: "not-found" });
    await expect(rebootInstance(aws, unknown)).rejects.toMatchObject(notFound);
    await expect(stopInstance(aws, unknown)).rejects.toMatchObject(notFound);
    await expect(startInstance(aws, unknown)).rejects.toMatchObject(notFound);
    await expect(rebootInstance(aws, "web01")).rejects.toMatchObject({ outcome: "permanent" });
  });

  it("[R5.6] are not touched once the time is up", async () => {
    const web01 = await customer.instance();
    const before = (await moto.asked()).length;
    const stop = new AbortController();
    stop.abort(new Error("15 minutes are over"));
    await expect(rebootInstance(aws, web01, stop.signal)).rejects.toThrow("15 minutes are over");
    expect(await moto.asked()).toHaveLength(before);
  });
});
