import { mayUseOwnCredentials } from "../../../domain/customers/cloudAccess.ts";
import type { CustomerConfiguration } from "../../../domain/customers/configuration.ts";
import { type TargetName, targetPath } from "../../../domain/customers/targets.ts";
import { DomainError } from "../../../domain/errors.ts";
import type { Values } from "../../../domain/runbooks/argument.ts";
import { reachTexts as texts } from "../../../domain/runbooks/texts.ts";
import type { AddressGuard } from "../addressGuard.ts";
import { type Aws, type AwsAccount, awsFor } from "../aws/account.ts";
import { type OpenSecret, routeTo, type StoredHostKeys } from "../ssh/route.ts";
import { openSsh, type SshSession } from "../ssh/session.ts";

/** The ways to one target; each is opened when it is first needed, and kept for the whole run. */
export interface Reach {
  /** For all other requests over the network. */
  guard: AddressGuard;
  /** Opened again if it was lost, e.g. by a reboot. Throws a RemoteFault or a DomainError. */
  ssh(): Promise<SshSession>;
  /** Throws a DomainError where the file names no cloud, or nothing by which the customer may be let in there. */
  aws(): Promise<Aws>;
  /** Throws a DomainError where the file names none. */
  instance(): string;
  close(): Promise<void>;
}

interface Given extends TargetName {
  configuration: CustomerConfiguration;
  hostKeys: StoredHostKeys;
  openSecret: OpenSecret;
  guard: AddressGuard;
  /** What goes with the customer's roles, given what its file names. Throws a DomainError where that is another's. */
  externalIdFor: (named: string | null) => Promise<string>;
  /** Ids, `*` for all: whose calls at AWS may use the process's own credentials. */
  ownAccountCustomers: readonly string[];
  /** The run's time. */
  signal: AbortSignal;
  /** Left out: AWS's own. */
  awsEndpoint?: string | undefined;
}

const connectTimeoutSeconds = 15;

export function reach(given: Given): Reach {
  const { configuration, system, target, signal, awsEndpoint } = given;
  let session: Promise<SshSession> | null = null;
  let aws: Promise<Aws> | null = null;
  const opened = (): Promise<SshSession> => {
    // The next step tries a failed login again: the host may be coming up.
    session ??= login(given).catch((error: unknown) => {
      session = null;
      throw error;
    });
    return session;
  };
  return {
    guard: given.guard,
    async ssh() {
      const known = await opened();
      if (known.isOpen()) return known;
      session = null;
      return await opened();
    },
    aws() {
      const options = { signal, ...(awsEndpoint !== undefined && { endpoint: awsEndpoint }) };
      aws ??= accountOf(given).then(
        (account) => awsFor(account, options),
        (error: unknown) => {
          aws = null;
          throw error;
        },
      );
      return aws;
    },
    instance() {
      const ec2 = configuration.systems[system]?.targets[target]?.ec2 ?? null;
      if (ec2 === null) throw new DomainError("no_instance", texts.noInstance({ target: targetPath(given) }));
      return ec2;
    },
    async close() {
      (await aws?.catch(() => null))?.close();
      await (await session?.catch(() => null))?.close();
    },
  };
}

async function login({
  configuration,
  system,
  target,
  hostKeys,
  openSecret,
  guard,
  signal,
}: Given): Promise<SshSession> {
  const route = await routeTo(configuration, system, target, hostKeys, openSecret);
  return openSsh(route, { signal, connectTimeoutSeconds, guard });
}

/** The wall between customers: whatever their files name, each acts with what is its own. */
async function accountOf(given: Given): Promise<AwsAccount> {
  const { configuration, system, externalIdFor, ownAccountCustomers } = given;
  const { customer, systems } = configuration;
  const cloud = systems[system]?.cloud ?? null;
  if (cloud === null) throw new DomainError("no_cloud", texts.noCloud({ system }));
  const { region, account: accountId, role: arn } = cloud;
  if (arn !== null) {
    const role = { arn, externalId: await externalIdFor(cloud.externalId) };
    return { customer, region, accountId, role };
  }
  if (!mayUseOwnCredentials(customer, ownAccountCustomers))
    throw new DomainError("no_role", texts.noRole({ system }));
  return { customer, region, accountId, role: null };
}

/** What a tree's places of the target stand for; what the file does not name is missing. */
export function targetValues(
  configuration: CustomerConfiguration,
  { system, target }: TargetName,
): Values["target"] {
  const { host = null, ec2 = null } = configuration.systems[system]?.targets[target] ?? {};
  return { name: target, ...(host !== null && { host }), ...(ec2 !== null && { instance: ec2 }) };
}
