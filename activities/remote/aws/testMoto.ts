import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { findCounterpart } from "../../../dev/counterparts.ts";
import type { AwsAccount } from "./account.ts";

const program = findCounterpart("moto");
/** Without moto these tests are skipped; in CI it must be there. */
export const withoutMoto = program === null && process.env.CI !== "true";

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
  stop(): Promise<void>;
}

/** Starts an AWS on a free port with nothing but its default network. */
export async function startMoto(): Promise<Moto> {
  if (program === null) throw new Error("moto is not on this machine; CI=true npm test installs it");
  const folder = await mkdtemp(path.join(tmpdir(), "toban-test-moto-"));
  const recording = path.join(folder, "asked");
  const server = spawn(program, ["-H", "127.0.0.1", "-p", "0"], {
    env: {
      ...process.env,
      PYTHONPATH: path.resolve(program, "../.."),
      PYTHONDONTWRITEBYTECODE: "1",
      MOTO_ENABLE_RECORDING: "1",
      MOTO_RECORDER_FILEPATH: recording,
    },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const endpoint = await readAddress(server);
  const tell = async (where: string, body: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${endpoint}${where}`, { method: "POST", body, headers });
    const text = await response.text();
    if (!response.ok) throw new Error(`moto answered ${response.status}: ${text}`);
    return text;
  };
  return {
    endpoint,
    asked: async () =>
      (await readFile(recording, "utf8"))
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as { body: string; body_encoded: boolean })
        .map(({ body, body_encoded }) => (body_encoded ? Buffer.from(body, "base64").toString() : body))
        .map((body) => Object.fromEntries(new URLSearchParams(body)))
        .filter(({ Action }) => Action !== undefined),
    checkPermissions: async (isOn) => void (await tell("/moto-api/reset-auth", isOn ? "0" : "inf")),
    iam: (action, parameters) =>
      tell("/", new URLSearchParams({ Action: action, Version: "2010-05-08", ...parameters }).toString(), {
        "content-type": "application/x-www-form-urlencoded",
        // moto reads only the service from this while permissions are not checked.
        authorization: `AWS4-HMAC-SHA256 Credential=AKIATEST/20261122/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0`,
      }),
    async stop() {
      if (server.exitCode === null && server.kill("SIGTERM")) await once(server, "exit");
      await rm(folder, { recursive: true, force: true });
    },
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

async function readAddress(server: ChildProcess): Promise<string> {
  const said: string[] = [];
  for await (const line of createInterface({ input: server.stderr! })) {
    said.push(line);
    const [, address] = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(line) ?? [];
    if (address === undefined) continue;
    server.stderr?.resume();
    return address;
  }
  throw new Error(`moto did not start:\n${said.join("\n")}`);
}
