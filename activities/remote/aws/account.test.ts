import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type Aws, type AwsAccount, type AwsOptions, awsFor } from "./account.ts";
import { sessionName } from "./assumedRole.ts";
import { instanceState, rebootInstance } from "./instances.ts";
import { customerAt } from "./testInstances.ts";
import {
  acme,
  anyCredentials,
  borrowMoto,
  type Moto,
  motoAccount,
  roleLettingIn,
  userWith,
  withoutMoto,
} from "./testMoto.ts";

let moto: Moto;
let customer: ReturnType<typeof customerAt>;
let web01: string;
const opened: Aws[] = [];

function awsAt(account: Partial<AwsAccount>, options: AwsOptions = {}): Aws {
  const aws = awsFor({ ...acme, ...account }, { endpoint: moto.endpoint, ...options });
  opened.push(aws);
  return aws;
}

const externalId = "acme-7f3a";
const role = { arn: `arn:aws:iam::${motoAccount}:role/toban-access`, externalId };
const foreignRole = { arn: "arn:aws:iam::210987654321:role/toban-access", externalId };

describe.skipIf(withoutMoto)("a customer's account at AWS", () => {
  let engine: { accessKeyId: string; secretAccessKey: string };
  let guest: { accessKeyId: string; secretAccessKey: string };

  beforeAll(async () => {
    moto = await borrowMoto();
    customer = customerAt(moto.endpoint);
    web01 = await customer.instance();
    engine = await userWith(moto, "toban", ["sts:AssumeRole"]);
    guest = await userWith(moto, "guest", ["ec2:DescribeInstances"]);
    await roleLettingIn(moto, { name: "toban-access", user: "toban", externalId });
  });
  afterEach(async () => {
    for (const aws of opened.splice(0)) aws.close();
    vi.unstubAllEnvs();
    await moto.checkPermissions(false);
  });
  afterAll(async () => {
    customer?.ec2.destroy();
    moto?.giveBack();
  });

  const askedFor = async (action: string) => (await moto.asked()).filter(({ Action }) => Action === action);

  it("[R2.4] lets us in by its role if we send the external id, under a name that its log shows", async () => {
    await moto.checkPermissions(true);
    const aws = awsAt({ role }, { credentials: engine });
    expect(await instanceState(aws, web01)).toMatchObject({ state: "running" });
    await rebootInstance(aws, web01);
    expect(await askedFor("AssumeRole")).toEqual([
      expect.objectContaining({ RoleArn: role.arn, ExternalId: externalId, RoleSessionName: "toban.acme" }),
    ]);
    expect(await askedFor("GetCallerIdentity")).toHaveLength(1);
  });

  it("[R2.4] does not let us in with another customer's external id", async () => {
    await moto.checkPermissions(true);
    const before = (await askedFor("DescribeInstances")).length;
    const aws = awsAt({ role: { ...role, externalId: "other-1234" } }, { credentials: engine });
    await expect(instanceState(aws, web01)).rejects.toMatchObject({
      kind: "denied",
      outcome: "permanent",
      message: "AWSの操作が許可されていません（sts:AssumeRole: AccessDenied）",
    });
    expect(await askedFor("DescribeInstances")).toHaveLength(before);
  });

  it("[R2.4] gives its role again before the credentials end", async () => {
    let now = new Date();
    const aws = awsAt({ role, accountId: null }, { credentials: engine, now: () => now });
    const before = (await askedFor("AssumeRole")).length;
    const taken = async () => (await askedFor("AssumeRole")).length - before;
    await instanceState(aws, web01);
    await instanceState(aws, web01);
    now = new Date(now.getTime() + 50 * 60_000);
    await instanceState(aws, web01);
    expect(await taken()).toBe(1);
    now = new Date(now.getTime() + 5 * 60_000);
    await instanceState(aws, web01);
    expect(await taken()).toBe(2);
  });

  it("[R5.6] says which permission is missing", async () => {
    await moto.checkPermissions(true);
    const aws = awsAt({}, { credentials: guest });
    expect(await instanceState(aws, web01)).toMatchObject({ state: "running" });
    await expect(rebootInstance(aws, web01)).rejects.toMatchObject({
      kind: "denied",
      outcome: "permanent",
      // AWS says UnauthorizedOperation, moto the other.
      message: expect.stringMatching(/（ec2:RebootInstances: (UnauthorizedOperation|AccessDenied)）$/),
    });
  });

  it("[R2.4] shows no keys when it reports them as unknown", async () => {
    await moto.checkPermissions(true);
    const aws = awsAt({ accountId: null }, { credentials: anyCredentials });
    const fault = await instanceState(aws, web01).catch((error: unknown) => error);
    expect(fault).toMatchObject({ kind: "denied", message: expect.stringContaining("AuthFailure") });
    const said = `${JSON.stringify(fault)} ${String(fault)} ${(fault as Error).stack}`;
    expect(said).not.toMatch(/geheim|AKIATEST|arn:/);
  });

  it.each([
    ["the process's own credentials lead elsewhere", { accountId: "999999999999" }, motoAccount],
    ["the role is another account's", { role: foreignRole, accountId: motoAccount }, "210987654321"],
  ])("[R5.6] is left alone where %s", async (_why, account, found) => {
    const before = await moto.asked();
    const aws = awsAt(account, { credentials: anyCredentials });
    for (const _attempt of [1, 2])
      await expect(rebootInstance(aws, web01)).rejects.toMatchObject({
        kind: "wrong-account",
        outcome: "permanent",
        message: `AWSアカウントが登録と異なります（登録: ${account.accountId}、接続先: ${found}）`,
      });
    const asked = (await moto.asked()).slice(before.length).map(({ Action }) => Action);
    expect(asked).not.toContain("RebootInstances");
  });

  it("[R2.4] is reached with the process's own credentials if it has no role", async () => {
    vi.stubEnv("AWS_ENDPOINT_URL", moto.endpoint);
    vi.stubEnv("AWS_ACCESS_KEY_ID", guest.accessKeyId);
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", guest.secretAccessKey);
    await moto.checkPermissions(true);
    const aws = awsFor(acme);
    opened.push(aws);
    expect(await instanceState(aws, web01)).toMatchObject({ state: "running" });
  });

  it("[R2.4] gets no request without credentials, and the error says so", async () => {
    const nowhere = {
      AWS_ACCESS_KEY_ID: undefined,
      AWS_SECRET_ACCESS_KEY: undefined,
      AWS_PROFILE: undefined,
    };
    for (const [name, value] of Object.entries(nowhere)) vi.stubEnv(name, value);
    vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
    vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    vi.stubEnv("AWS_CONFIG_FILE", "/dev/null");
    const before = await moto.asked();
    await expect(rebootInstance(awsAt({}), web01)).rejects.toMatchObject({
      kind: "denied",
      outcome: "permanent",
      message: "AWSの認証情報が設定されていません（sts:GetCallerIdentity: CredentialsProviderError）",
    });
    expect(await moto.asked()).toHaveLength(before.length);
  });

  it("[R2.4] is worked on in the region of the system", async () => {
    await expect(
      instanceState(awsAt({ region: "us-west-2" }, { credentials: anyCredentials }), web01),
    ).rejects.toMatchObject({ kind: "not-found" });
  });
});

it.each([
  ["acme", "toban.acme"],
  ["株式会社 アクメ/a", "toban.---------a"],
  ["x".repeat(80), `toban.${"x".repeat(58)}`],
])("a session for %s is named as AWS allows", (name, expected) => {
  expect(sessionName(name)).toBe(expected);
});
