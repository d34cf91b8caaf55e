import {
  CreateTargetGroupCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  RegisterTargetsCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { customerAt } from "../activities/remote/aws/testInstances.ts";
import {
  acme as account,
  anyCredentials,
  borrowMoto,
  type Moto,
  motoAccount,
  withoutMoto,
} from "../activities/remote/aws/testMoto.ts";
import { act, behind, check, isOpen, repeatable, runbook, text } from "../runbooks/sdk/index.ts";
import { scenario } from "./harness/index.ts";
import { escalationSubject, toIto } from "./harness/shop.ts";

/** Takes the target out, and then finds that it cannot go on. */
const outInVain = runbook({
  id: "out-in-vain",
  title: "切り離すだけ",
  kind: "primary",
  purpose: "切り離します。",
  params: { targetGroup: text({ what: "ターゲットグループ", example: "shop" }) },
  steps: ({ targetGroup }) => [
    act({
      title: "切り離す",
      action: behind(targetGroup).takeOut,
      effect: repeatable,
      undo: { title: "戻す", action: behind(targetGroup).putBack, withinSeconds: 30 },
      withinSeconds: 30,
    }),
    check({
      title: "応答する",
      criterion: "応答すれば続けます。",
      probe: isOpen(1, "127.0.0.1"),
      withinSeconds: 5,
    }),
  ],
  verify: ({ targetGroup }) => ({
    title: "正常である",
    criterion: "正常なら続けます。",
    probe: behind(targetGroup).isHealthy,
    withinSeconds: 20,
  }),
  recoveryWaitSeconds: 200,
});

describe.skipIf(withoutMoto)("a first response at AWS", () => {
  let moto: Moto;
  let customer: ReturnType<typeof customerAt>;
  let balancers: ElasticLoadBalancingV2Client;
  let group: string;
  beforeAll(async () => {
    moto = await borrowMoto();
    vi.stubEnv("AWS_ENDPOINT_URL", moto.endpoint);
    vi.stubEnv("AWS_ACCESS_KEY_ID", anyCredentials.accessKeyId);
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", anyCredentials.secretAccessKey);
    customer = customerAt(moto.endpoint);
    const at = { endpoint: moto.endpoint, region: account.region, credentials: anyCredentials };
    balancers = new ElasticLoadBalancingV2Client(at);
    const { VpcId } = await customer.network();
    const given = { Name: "shop-web", Protocol: "HTTP", Port: 80, VpcId, TargetType: "instance" } as const;
    const made = await balancers.send(new CreateTargetGroupCommand(given));
    group = made.TargetGroups![0]!.TargetGroupArn!;
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    balancers?.destroy();
    customer?.ec2.destroy();
    moto?.giveBack();
  });
  const s = scenario({ runbooks: [outInVain], ownAccountCustomers: ["*"] });
  const cloud = { provider: "aws", region: account.region, account: motoAccount };

  const customerOf = (firstResponse: object, web01: object) =>
    s.given.customer("acme", {
      systems: { shop: { cloud, targets: { web01 } } },
      rules: [{ name: "web", firstResponse, escalation: toIto }],
    });
  const register = (id: string, port: number) =>
    balancers.send(new RegisterTargetsCommand({ TargetGroupArn: group, Targets: [{ Id: id, Port: port }] }));
  const membersOf = async (id: string): Promise<(number | undefined)[]> => {
    const { TargetHealthDescriptions } = await balancers.send(
      new DescribeTargetHealthCommand({ TargetGroupArn: group }),
    );
    return (TargetHealthDescriptions ?? []).flatMap(({ Target }) => (Target?.Id === id ? [Target.Port] : []));
  };
  const reboots = async (id: string): Promise<number> =>
    (await moto.asked()).filter(
      (asked) => asked.Action === "RebootInstances" && Object.values(asked).includes(id),
    ).length;

  it("[R5.6] takes an instance out of its balancer, reboots it, and puts it back on its own port", async () => {
    const [web01, other] = [await customer.instance(), await customer.instance()];
    await register(web01, 8080);
    await register(other, 8080);
    const acme = await customerOf(
      { runbook: "cycle-behind-load-balancer", with: { targetGroup: "shop-web" } },
      { ec2: web01 },
    );
    await s.when.alertFires(acme, "web01", "HTTP", { system: "shop" });
    await s.time.passes("2m");
    expect(await reboots(web01)).toBe(1);
    expect(await membersOf(web01)).toEqual([8080]);
    await s.when.alertRecovers(acme, "web01", "HTTP", { system: "shop" });
    await s.time.passes("10s");
    expect((await s.runbooks.runs(acme)).map(({ run }) => run)).toEqual([
      "cycle-behind-load-balancer: recovered",
    ]);
    await s.then.shows(acme, { slo: { firstResponse: "runbook" }, state: "closed" });
    s.then.nothingElseWasSent();
  });

  it("[R5.6] puts it back where it was when it cannot go on, and escalates", async () => {
    const web01 = await customer.instance();
    await register(web01, 8081);
    const acme = await customerOf(
      { runbook: "out-in-vain", with: { targetGroup: "shop-web" } },
      { ec2: web01 },
    );
    await s.when.alertFires(acme, "web01", "HTTP", { system: "shop" });
    await s.time.settle();
    expect(await membersOf(web01)).toEqual([8081]);
    expect(await s.runbooks.runs(acme)).toMatchObject([
      { run: "out-in-vain: failed", steps: ["切り離す: done", "応答する: no", "戻す: done"] },
    ]);
    const [mail] = s.then.mails(escalationSubject, "ito");
    expect(mail?.text).toContain("取り消した作業: 戻す");
    s.then.nothingElseWasSent();
  });

  it("[R5.6] [RA2] never asks for a reboot twice, also where the worker dies after it has asked", async () => {
    const web01 = await customer.instance();
    const acme = await customerOf({ runbook: "reboot-instance", with: {} }, { ec2: web01 });
    s.engine.activities.dieIn("actStep", async () => (await reboots(web01)) > 0);
    await s.when.alertFires(acme, "web01", "HTTP", { system: "shop" });
    await s.time.passes("1m");
    await s.when.alertRecovers(acme, "web01", "HTTP", { system: "shop" });
    await s.time.passes("1m");
    expect(await reboots(web01)).toBe(1);
    expect((await s.runbooks.runs(acme)).map(({ run }) => run)).toEqual(["reboot-instance: recovered"]);
    s.then.nothingElseWasSent();
  });

  it("[R2.4] finds an auto-scaled target by its tag, as it is now", async () => {
    const now = await customer.instance({ "toban:target": "web01" });
    const acme = await customerOf({ runbook: "reboot-instance", with: {} }, { autoscale: true });
    await s.when.alertFires(acme, "web01", "HTTP", { system: "shop" });
    await s.time.passes("1m");
    expect(await reboots(now)).toBe(1);
    await s.when.alertRecovers(acme, "web01", "HTTP", { system: "shop" });
    await s.time.passes("1m");
    s.then.nothingElseWasSent();
  });

  it("[R2.4] refuses where several instances may be meant, and none at all", async () => {
    await customer.instance({ "toban:target": "web02" });
    await customer.instance({ "toban:target": "web02" });
    const acme = await s.given.customer("acme", {
      systems: { shop: { cloud, targets: { web02: { autoscale: true }, web03: { autoscale: true } } } },
      rules: [{ name: "web", firstResponse: { runbook: "reboot-instance" }, escalation: toIto }],
    });
    const whyNot = async (node: string) => {
      const before = (await s.then.incidents(acme)).length;
      await s.when.alertFires(acme, node, "HTTP", { system: "shop" });
      await s.time.settle();
      s.then.mails(`【${node}】 HTTP警報 エスカレーションのご連絡`, "ito");
      return (await s.runbooks.runs((await s.then.incidents(acme))[before]!.number))[0]?.why;
    };
    expect(await whyNot("web02")).toBe(
      "対象 shop/web02 として動作中のインスタンスが2台あり、どれか特定できません",
    );
    expect(await whyNot("web03")).toBe("対象 shop/web03 として動作中のインスタンスが見つかりません");
    s.then.nothingElseWasSent();
  });
});
