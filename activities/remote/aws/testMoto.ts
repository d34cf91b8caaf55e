import { inject } from "vitest";
import { findCounterpart } from "../../../dev/counterparts.ts";
import { borrowFrom } from "../../../dev/testPool.ts";
import type { AwsAccount } from "./account.ts";

/** Without moto these tests are skipped; in CI it must be there. */
export const withoutMoto = findCounterpart("moto") === null && process.env.CI !== "true";

/** The account moto uses for keys it did not issue. */
export const motoAccount = "123456789012";
export const anyCredentials = { accessKeyId: "AKIATEST", secretAccessKey: "geheim" };

export const acme: AwsAccount = {
  customer: "acme",
  region: "ap-northeast-1",
  accountId: motoAccount,
  role: null,
};

/** For what is in no role's account. */
export const withOwnCredentials = {
  ownAccountCustomers: ["*"],
  externalIdFor: async (named: string | null) => named ?? "made-by-toban",
};

export interface Moto {
  endpoint: string;
  /** Its requests so far, oldest first, as parameters of AWS's query interface. */
  asked(): Promise<Record<string, string>[]>;
  /** From now on checks keys, signatures, policies and trust, as AWS does. */
  checkPermissions(isOn: boolean): Promise<void>;
  /** Calls IAM, for which the engine needs no client; returns the answer's text. */
  iam(action: string, parameters: Record<string, string>): Promise<string>;
  giveBack(): void;
}

/** An AWS with nothing but its default network, for one file until it is given back. */
export async function borrowMoto(): Promise<Moto> {
  const { url: endpoint, giveBack } = await borrowFrom(inject("testMotoPort"));
  const ask = async (where: string, request: RequestInit = { method: "POST" }): Promise<string> => {
    const response = await fetch(`${endpoint}${where}`, request);
    const text = await response.text();
    if (!response.ok) throw new Error(`moto answered ${response.status}: ${text}`);
    return text;
  };
  const checkPermissions = async (isOn: boolean) =>
    void (await ask("/moto-api/reset-auth", { method: "POST", body: isOn ? "0" : "inf" }));
  // What the file before it left.
  await checkPermissions(false);
  await ask("/moto-api/reset");
  await ask("/moto-api/recorder/reset-recording");
  return {
    endpoint,
    asked: async () =>
      (await ask("/moto-api/recorder/download-recording", { method: "GET" }))
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as { body: string; body_encoded: boolean })
        .map(({ body, body_encoded }) => (body_encoded ? Buffer.from(body, "base64").toString() : body))
        .map((body) => Object.fromEntries(new URLSearchParams(body)))
        .filter(({ Action }) => Action !== undefined),
    checkPermissions,
    iam: (action, parameters) =>
      ask("/", {
        method: "POST",
        body: new URLSearchParams({ Action: action, Version: "2010-05-08", ...parameters }),
        // moto reads only the service from this while permissions are not checked.
        headers: {
          authorization: `AWS4-HMAC-SHA256 Credential=AKIATEST/20261122/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0`,
        },
      }),
    giveBack,
  };
}

/** Creates a user with its own keys; one policy says what it may do, if anything. */
export async function userWith(moto: Moto, name: string, allowed: readonly string[]) {
  await moto.iam("CreateUser", { UserName: name });
  const document = policy(allowed.map((action) => ({ Effect: "Allow", Action: action, Resource: "*" })));
  if (allowed.length > 0)
    await moto.iam("PutUserPolicy", { UserName: name, PolicyName: "own", PolicyDocument: document });
  const keys = await moto.iam("CreateAccessKey", { UserName: name });
  const read = (field: string): string => new RegExp(`<${field}>([^<]+)<`).exec(keys)?.[1] ?? "";
  return { accessKeyId: read("AccessKeyId"), secretAccessKey: read("SecretAccessKey") };
}

/**
 * Creates a customer's role as in docs/customer-file.md, for that user with the external id only. Returns its
 * ARN.
 */
export async function roleLettingIn(
  moto: Moto,
  { name, user, externalId }: { name: string; user: string; externalId: string },
): Promise<string> {
  const trust = policy([
    {
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${motoAccount}:user/${user}` },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "sts:ExternalId": externalId } },
    },
  ]);
  await moto.iam("CreateRole", { RoleName: name, AssumeRolePolicyDocument: trust });
  const allowed = policy([{ Effect: "Allow", Action: "ec2:*", Resource: "*" }]);
  await moto.iam("PutRolePolicy", { RoleName: name, PolicyName: "own", PolicyDocument: allowed });
  return `arn:aws:iam::${motoAccount}:role/${name}`;
}

const policy = (statements: object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
