import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { findCounterpart } from "../../../dev/counterparts.ts";
import type { AwsAccount } from "./account.ts";

const program = findCounterpart("moto");
/** On a machine without it the rest still counts; in CI it must be there. */
export const withoutMoto = program === null && process.env.CI !== "true";

/** The account that moto plays for keys that it did not issue. */
export const motoAccount = "123456789012";
export const anyCredentials = { accessKeyId: "AKIATEST", secretAccessKey: "geheim" };

export const acme: AwsAccount = {
  customer: "acme",
  region: "ap-northeast-1",
  accountId: motoAccount,
  role: null,
};

/** For reaching what stands in no role's account. */
export const withOwnCredentials = {
  ownAccountCustomers: ["*"],
  externalIdFor: async (named: string | null) => named ?? "made-by-toban",
};

export interface Moto {
  endpoint: string;
  /** What it was asked so far, oldest first, as the parameters of AWS's query interface. */
  asked(): Promise<Record<string, string>[]>;
  /** From now on only who may do a thing does it: keys, signatures, policies and trust are checked. */
  checkPermissions(isOn: boolean): Promise<void>;
  /** IAM, of which the engine itself needs no client; the answer's text. */
  iam(action: string, parameters: Record<string, string>): Promise<string>;
  stop(): Promise<void>;
}

/** AWS on a free port, with nothing in it but its default network. */
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
        // moto reads the service in it, and while permissions are not checked nothing else.
        authorization: `AWS4-HMAC-SHA256 Credential=AKIATEST/20261122/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0`,
      }),
    async stop() {
      if (server.exitCode === null && server.kill("SIGTERM")) await once(server, "exit");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A user with keys of its own; what it may do is said by one policy, or nothing. */
export async function userWith(moto: Moto, name: string, allowed: readonly string[]) {
  await moto.iam("CreateUser", { UserName: name });
  const document = policy(allowed.map((action) => ({ Effect: "Allow", Action: action, Resource: "*" })));
  if (allowed.length > 0)
    await moto.iam("PutUserPolicy", { UserName: name, PolicyName: "own", PolicyDocument: document });
  const keys = await moto.iam("CreateAccessKey", { UserName: name });
  const read = (field: string): string => new RegExp(`<${field}>([^<]+)<`).exec(keys)?.[1] ?? "";
  return { accessKeyId: read("AccessKeyId"), secretAccessKey: read("SecretAccessKey") };
}

/** A customer's role, as docs/customer-file.md has it: for that user alone, who shows the external id. Returns its ARN. */
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
