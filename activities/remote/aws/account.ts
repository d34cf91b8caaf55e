import { EC2Client } from "@aws-sdk/client-ec2";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { cloudTexts } from "../../../domain/customers/cloudTexts.ts";
import { assumedRole, type Credentials, type Role } from "./assumedRole.ts";
import { type AwsRequest, CloudFault, classifyAws } from "./cloudFault.ts";

/** Where a customer's system runs, from its file (`systems.*.cloud`). */
export interface AwsAccount {
  customer: string;
  region: string;
  /** Twelve digits; null: the account of the credentials. */
  accountId: string | null;
  /** null: the process's own credentials. */
  role: Role | null;
}

export interface AwsOptions {
  /** Default: AWS's own, or AWS_ENDPOINT_URL. */
  endpoint?: string;
  /** Default: what the SDK finds in the process's environment. */
  credentials?: Credentials;
  /** Ends requests that have no signal of their own. */
  signal?: AbortSignal;
  now?: () => Date;
}

interface Clients {
  ec2: EC2Client;
  loadBalancers: ElasticLoadBalancingV2Client;
}
type Send<T> = (clients: Clients, options: { abortSignal?: AbortSignal }) => Promise<T>;

/** One customer's account in one region. Throws only `CloudFault`s, or the signal's own reason. */
export interface Aws {
  /** Asks a question, by its IAM name, up to three times. A signal given here replaces the general one. */
  ask<T>(action: string, send: Send<T>, signal?: AbortSignal): Promise<T>;
  /** Sends a changing request once. Before sending it again, the caller must check whether it was done. */
  change<T>(action: string, send: Send<T>, signal?: AbortSignal): Promise<T>;
  /** Closes the kept connections. */
  close(): void;
}

const patience = {
  connectionTimeout: 5_000,
  requestTimeout: 20_000,
  // Without this the SDK only warns.
  throwOnRequestTimeout: true,
};

/** Creates the clients; nothing is sent before the first question or change. */
export function awsFor(account: AwsAccount, options: AwsOptions = {}): Aws {
  const common = {
    region: account.region,
    requestHandler: patience,
    retryMode: "standard",
    userAgentAppId: "toban",
    ...(options.endpoint !== undefined && { endpoint: options.endpoint }),
  };
  const own = options.credentials && { credentials: options.credentials };
  const ownSts = new STSClient({ ...common, ...own, maxAttempts: 3 });
  const { role, customer } = account;
  const takeRole =
    role === null ? null : assumedRole(ownSts, { role, customer }, options.now ?? (() => new Date()));
  const signed = takeRole === null ? own : { credentials: () => takeRole() };
  const sts = new STSClient({ ...common, ...signed, maxAttempts: 3 });
  const clients = (maxAttempts: number): Clients => ({
    ec2: new EC2Client({ ...common, ...signed, maxAttempts }),
    loadBalancers: new ElasticLoadBalancingV2Client({ ...common, ...signed, maxAttempts }),
  });
  const [asking, changing] = [clients(3), clients(1)];

  let admitted = account.accountId === null;
  /** Runs before any request: takes the role, so that a refusal is reported as one; checks the account. */
  async function admit(signal?: AbortSignal): Promise<void> {
    await takeRole?.(signal);
    if (admitted) return;
    const request = { action: "sts:GetCallerIdentity", changes: false };
    const command = new GetCallerIdentityCommand({});
    const identity = await told(request, signal, () => sts.send(command, { abortSignal: signal }));
    const [expected, found] = [account.accountId ?? "", identity.Account ?? "-"];
    if (found !== expected) {
      const reason = cloudTexts.wrongAccount({ expected, found });
      throw new CloudFault("wrong-account", "permanent", "WrongAccount", reason);
    }
    admitted = true;
  }

  const sender =
    (using: Clients, changes: boolean) =>
    async <T>(action: string, send: Send<T>, signal = options.signal): Promise<T> => {
      signal?.throwIfAborted();
      await admit(signal);
      return told({ action, changes }, signal, () => send(using, { abortSignal: signal }));
    };
  return {
    ask: sender(asking, false),
    change: sender(changing, true),
    close() {
      for (const client of [ownSts, sts, ...Object.values(asking), ...Object.values(changing)])
        client.destroy();
    },
  };
}

/** On an abort it throws the signal's own reason; a change in progress may have happened. */
async function told<T>(
  request: AwsRequest,
  signal: AbortSignal | undefined,
  send: () => Promise<T>,
): Promise<T> {
  try {
    return await send();
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof CloudFault ? error : classifyAws(error, request);
  }
}
