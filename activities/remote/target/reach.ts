import type { CustomerConfiguration } from "../../../domain/customer/configuration.ts";
import { type TargetName, targetPath } from "../../../domain/customer/targets.ts";
import { DomainError } from "../../../domain/errors.ts";
import type { Values } from "../../../domain/runbook/argument.ts";
import { reachTexts as texts } from "../../../domain/texts/runbooks.ts";
import type { AddressGuard } from "../addressGuard.ts";
import { type Aws, awsFor } from "../aws/account.ts";
import { type OpenSecret, routeTo, type StoredHostKeys } from "../ssh/route.ts";
import { openSsh, type SshSession } from "../ssh/session.ts";

/** The ways to one target; each is opened when it is first needed, and kept for the whole run. */
export interface Reach {
  /** Of whatever else is asked over the network. */
  guard: AddressGuard;
  /** Opened anew where it was lost, e.g. by a reboot. Throws a RemoteFault or a DomainError. */
  ssh(): Promise<SshSession>;
  /** Throws a DomainError where the file names no cloud. */
  aws(): Aws;
  /** Throws a DomainError where the file names none. */
  instance(): string;
  close(): Promise<void>;
}

interface Given extends TargetName {
  configuration: CustomerConfiguration;
  hostKeys: StoredHostKeys;
  openSecret: OpenSecret;
  guard: AddressGuard;
  /** The run's time. */
  signal: AbortSignal;
  /** Left out: AWS's own. */
  awsEndpoint?: string | undefined;
}

const connectTimeoutSeconds = 15;

export function reach(given: Given): Reach {
  const { configuration, system, target, signal, awsEndpoint } = given;
  let session: Promise<SshSession> | null = null;
  let aws: Aws | null = null;
  const opened = (): Promise<SshSession> => {
    // A login that failed is tried anew by the next step: the host may be coming up.
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
      aws ??= awsFor(accountOf(configuration, system), {
        signal,
        ...(awsEndpoint !== undefined && { endpoint: awsEndpoint }),
      });
      return aws;
    },
    instance() {
      const ec2 = configuration.systems[system]?.targets[target]?.ec2 ?? null;
      if (ec2 === null) throw new DomainError("no_instance", texts.noInstance({ target: targetPath(given) }));
      return ec2;
    },
    async close() {
      aws?.close();
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

function accountOf({ customer, systems }: CustomerConfiguration, system: string) {
  const cloud = systems[system]?.cloud ?? null;
  if (cloud === null) throw new DomainError("no_cloud", texts.noCloud({ system }));
  const { region, account: accountId, role, externalId } = cloud;
  return { customer, region, accountId, role, externalId };
}

/** What a tree's places of the target stand for; what the file does not name is missing. */
export function targetValues(
  configuration: CustomerConfiguration,
  { system, target }: TargetName,
): Values["target"] {
  const { host = null, ec2 = null } = configuration.systems[system]?.targets[target] ?? {};
  return { name: target, ...(host !== null && { host }), ...(ec2 !== null && { instance: ec2 }) };
}
