import type { CustomerConfiguration, SecretName } from "../../../domain/customers/configuration.ts";
import { type TargetName, targetPath, type WayPoint, wayTo } from "../../../domain/customers/targets.ts";
import type { Hop, SshRoute } from "./hop.ts";

/** Stored fingerprints by `SYSTEM/TARGET`, for targets without one in the customer's file. */
export type StoredHostKeys = ReadonlyMap<string, string>;
/** Opens a customer's secret by name, or throws a DomainError that names it. */
export type OpenSecret = (name: string) => Promise<string>;

export interface TargetRoute extends SshRoute {
  hops: readonly [NamedHop, ...NamedHop[]];
}
export type NamedHop = Hop & TargetName;

/**
 * Builds a usable route from a customer's file and the vault. It contains secrets, so make it where it is
 * used and keep it nowhere. Throws a DomainError that names what is missing.
 */
export async function routeTo(
  configuration: CustomerConfiguration,
  system: string,
  target: string,
  hostKeys: StoredHostKeys,
  openSecret: OpenSecret,
): Promise<TargetRoute> {
  const hops: NamedHop[] = [];
  const way = wayTo(configuration, system, target);
  for (const point of way) hops.push(await hopAt(point, hostKeys, openSecret));
  const { become, becomePassword } = way.at(-1)!.connect;
  return {
    hops: hops as [NamedHop, ...NamedHop[]],
    become: { how: become, password: await opened(become === "none" ? null : becomePassword, openSecret) },
  };
}

export async function hopAt(
  point: WayPoint,
  hostKeys: StoredHostKeys,
  openSecret: OpenSecret,
): Promise<NamedHop> {
  const { system, target, host, connect } = point;
  const key = await opened(connect.key, openSecret);
  const passphrase = key === null ? null : await opened(connect.passphrase, openSecret);
  const password = await opened(connect.password, openSecret);
  return {
    system,
    target,
    host,
    port: connect.port,
    user: connect.user,
    auth: { password, key: key === null ? null : { text: key, passphrase } },
    hostKey: pinnedKey(point, hostKeys),
  };
}

/** The customer's file comes before what was stored. */
export const pinnedKey = (point: WayPoint, hostKeys: StoredHostKeys): string | null =>
  point.connect.hostKey ?? hostKeys.get(targetPath(point)) ?? null;

const opened = async (name: SecretName | null, openSecret: OpenSecret): Promise<string | null> =>
  name === null ? null : openSecret(name.secret);
