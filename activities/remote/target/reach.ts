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

/** The ways to one target; each opens when first needed and stays open for the whole run. */
export interface Reach {
  /** For all requests over the network other than SSH and AWS. */
  guard: AddressGuard;
  /** Reopened if it was lost, for example by a reboot. Throws a RemoteFault or a DomainError. */
  ssh(): Promise<SshSession>;
  /** Throws a DomainError if the file names no cloud, or gives the customer no access to it. */
  aws(): Promise<Aws>;
  /** Throws a DomainError if the file names none. */
  instance(): string;
  close(): Promise<void>;
}

interface Given extends TargetName {
  configuration: CustomerConfiguration;
  hostKeys: StoredHostKeys;
  openSecret: OpenSecret;
  guard: AddressGuard;
  /**
   * The external id for the customer's roles, given the file's own. Throws a DomainError if that is
   * another's.
   */
  externalIdFor: (named: string | null) => Promise<string>;
  /** Customer ids, or `*` for all, whose AWS calls may use the process's own credentials. */
  ownAccountCustomers: readonly string[];
  /** Lasts as long as the run. */
  signal: AbortSignal;
  /** Default: AWS's own. */
  awsEndpoint?: string | undefined;
}

const connectTimeoutSeconds = 15;

export function reach(given: Given): Reach {
  const { configuration, system, target, signal, awsEndpoint } = given;
  let session: Promise<SshSession> | null = null;
  let aws: Promise<Aws> | null = null;
  const opened = (): Promise<SshSession> => {
    // The next step retries a failed login: the host may be starting up.
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

/** Separates customers: whatever their files name, each acts only with its own rights. */
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

/** The values for a tree's places that mean the target; those the file does not name are missing. */
export function targetValues(
  configuration: CustomerConfiguration,
  { system, target }: TargetName,
): Values["target"] {
  const { host = null, ec2 = null } = configuration.systems[system]?.targets[target] ?? {};
  return { name: target, ...(host !== null && { host }), ...(ec2 !== null && { instance: ec2 }) };
}
