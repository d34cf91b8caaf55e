import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { customerAt } from "../activities/remote/aws/testInstances.ts";
import {
  acme as account,
  borrowMoto,
  type Moto,
  motoAccount,
  roleLettingIn,
  userWith,
  withoutMoto,
} from "../activities/remote/aws/testMoto.ts";
import { externalIdMadeFor } from "../db/customers/externalIds.ts";
import type { GivenCustomer } from "./harness/given.ts";
import { scenario } from "./harness/index.ts";
import { escalationSubject, toIto } from "./harness/shop.ts";

describe.skipIf(withoutMoto)("a customer's account at AWS, which another customer's file names", () => {
  let moto: Moto;
  let web01: string;
  let role: string;
  beforeAll(async () => {
    moto = await borrowMoto();
    const customer = customerAt(moto.endpoint);
    web01 = await customer.instance();
    customer.ec2.destroy();
    const engine = await userWith(moto, "toban", ["sts:AssumeRole", "sts:GetCallerIdentity", "ec2:*"]);
    vi.stubEnv("AWS_ENDPOINT_URL", moto.endpoint);
    vi.stubEnv("AWS_ACCESS_KEY_ID", engine.accessKeyId);
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", engine.secretAccessKey);
    role = await roleLettingIn(moto, { name: "acme-toban", user: "toban", externalId: "acme-7f3a" });
    await moto.checkPermissions(true);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    moto?.giveBack();
  });
  const s = scenario();

  const askedFor = async (action: string) => (await moto.asked()).filter(({ Action }) => Action === action);
  const reboots = async (): Promise<number> => (await askedFor("RebootInstances")).length;
  const customerWith = (
    name: string,
    cloud: { role: string | null; externalId?: string },
    target: object = { ec2: web01 },
  ) =>
    s.given.customer(name, {
      systems: {
        shop: {
          cloud: { region: account.region, account: motoAccount, ...cloud },
          targets: { web01: target },
        },
      },
      rules: [{ name: "web", firstResponse: { runbook: "reboot-instance" }, escalation: toIto }],
    });
  /** The alert fires, and its instance is rebooted. */
  async function isRebooted(customer: GivenCustomer): Promise<void> {
    const before = await reboots();
    await s.when.alertFires(customer, "web01", "HTTP", { system: "shop" });
    await s.time.passes("1m");
    expect(await reboots()).toBe(before + 1);
    await s.when.alertRecovers(customer, "web01", "HTTP", { system: "shop" });
    await s.time.passes("1m");
    s.then.nothingElseWasSent();
  }
  /** The alert fires, nothing is rebooted, and people are told why. */
  async function isEscalated(customer: GivenCustomer, why: string, state = "failed"): Promise<void> {
    const before = await reboots();
    await s.when.alertFires(customer, "web01", "HTTP", { system: "shop" });
    await s.time.passes("1m");
    expect(await reboots()).toBe(before);
    expect((await s.runbooks.runs(customer)).map(({ run }) => run)).toEqual([`reboot-instance: ${state}`]);
    const [mail] = s.then.mails(escalationSubject, "ito");
    expect(mail?.text).toContain(why);
    s.then.nothingElseWasSent();
  }

  it("[R2.4] is not touched for an older file that names role, account and external id", async () => {
    const acme = await customerWith("acme", { role, externalId: "acme-7f3a" });
    const other = await customerWith("other", { role });
    await s.engine.database.sql`
      update customer_versions set configuration =
        jsonb_set(configuration, '{systems,shop,cloud,externalId}', '"acme-7f3a"') where customer = ${other.id}`;
    const before = (await askedFor("AssumeRole")).length;
    await isEscalated(
      other,
      `外部ID（externalId）がほかのお客様にも登録されているため、AWSに接続しません（toban external-id ${other.id}）`,
    );
    expect(await askedFor("AssumeRole")).toHaveLength(before);
    await isRebooted(acme);
  });

  it("[R2.4] refuses a customer that names its role without its external id, and shows the other one's", async () => {
    const other = await customerWith("other", { role });
    await isEscalated(other, "AWSの操作が許可されていません（sts:AssumeRole: AccessDenied）");
    const shown = await externalIdMadeFor(s.engine.database.db, other.id, new Date());
    expect((await askedFor("AssumeRole")).at(-1)).toMatchObject({ RoleArn: role, ExternalId: shown });
  });

  it("[R2.4] is not touched with our own credentials, which are for the customers that are named", async () => {
    const other = await customerWith("other", { role: null });
    await isEscalated(other, "AWS_OWN_ACCOUNT_CUSTOMERS");
  });

  it("[R2.4] is not even looked into for an auto-scaled target", async () => {
    const before = (await moto.asked()).length;
    const other = await customerWith("other", { role: null }, { autoscale: true });
    await isEscalated(other, "AWS_OWN_ACCOUNT_CUSTOMERS", "refused");
    expect(await moto.asked()).toHaveLength(before);
  });

  it("[R2.4] is worked on by the external id that Toban made", async () => {
    const acme = await customerWith("acme", { role: `arn:aws:iam::${motoAccount}:role/acme-by-toban` });
    const externalId = await externalIdMadeFor(s.engine.database.db, acme.id, new Date());
    await moto.checkPermissions(false);
    await roleLettingIn(moto, { name: "acme-by-toban", user: "toban", externalId });
    await moto.checkPermissions(true);
    await isRebooted(acme);
  });
});
