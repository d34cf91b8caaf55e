import { DomainError } from "../errors.ts";
import { routeTexts as texts } from "../runbooks/remoteTexts.ts";
import type { Connection, CustomerConfiguration, Target } from "./configuration.ts";

/** The place of a target in its customer's file. */
export interface TargetName {
  system: string;
  target: string;
}

/** A target that can be logged in to. */
export interface WayPoint extends TargetName {
  host: string;
  connect: Connection;
}

/** Written as `system/target`. A system's id has no slash, so the first slash divides the two. */
export const targetPath = ({ system, target }: TargetName): string => `${system}/${target}`;

/** The targets that `web01` or `shop/web01` may mean. */
export function targetsCalled(configuration: CustomerConfiguration, called: string): TargetName[] {
  const all = Object.entries(configuration.systems).flatMap(([system, { targets }]) =>
    Object.keys(targets).map((target): TargetName => ({ system, target })),
  );
  return all.filter((name) => name.target === called || targetPath(name) === called);
}

/**
 * The one target that an incident's system and node name, by its name or else its host; null if there are none or
 * several.
 */
export function targetOfNode(
  { systems }: CustomerConfiguration,
  system: string | null,
  node: string,
): TargetName | null {
  if (system === null) return null;
  const targets: Record<string, Target> = own(systems, system)?.targets ?? {};
  if (own(targets, node) !== undefined) return { system, target: node };
  const hosts = Object.entries(targets).filter(([, { host }]) => host === node);
  return hosts.length === 1 ? { system, target: hosts[0]![0] } : null;
}

/** The same file with a target's current address and instance, for a target that autoscaling replaces. */
export function withInstance(
  configuration: CustomerConfiguration,
  { system, target }: TargetName,
  now: { host: string; instance: string },
): CustomerConfiguration {
  const known = configuration.systems[system]!;
  const targets = {
    ...known.targets,
    [target]: { ...known.targets[target]!, host: now.host, ec2: now.instance },
  };
  return { ...configuration, systems: { ...configuration.systems, [system]: { ...known, targets } } };
}

/**
 * The way to a target, jump hosts first. Each jump host is looked up in the same system, then in the others. Throws a
 * DomainError that names what is missing, or the circle.
 */
export function wayTo(
  configuration: CustomerConfiguration,
  system: string,
  target: string,
): [WayPoint, ...WayPoint[]] {
  let point = pointAt(configuration, { system, target });
  const way: [WayPoint, ...WayPoint[]] = [point];
  while (point.connect.via !== null) {
    const next = jumpHost(configuration, point, point.connect.via);
    const known = way.findIndex((each) => targetPath(each) === targetPath(next));
    // `way` begins with the latest hop, so it is reversed to show the circle in order.
    if (known >= 0) {
      const path = [next, ...way.slice(0, known + 1)].reverse().map(targetPath);
      throw new DomainError("route_circle", texts.circle({ path: path.join(" → ") }));
    }
    point = pointAt(configuration, next);
    way.unshift(point);
  }
  return way;
}

function jumpHost(configuration: CustomerConfiguration, from: WayPoint, via: string): TargetName {
  const named = targetsCalled(configuration, via).filter(({ target }) => target === via);
  const found = named.find(({ system }) => system === from.system) ?? named[0];
  if (found === undefined)
    throw new DomainError("jump_unknown", texts.jumpUnknown({ target: targetPath(from), via }));
  return found;
}

function pointAt(configuration: CustomerConfiguration, name: TargetName): WayPoint {
  const targets: Record<string, Target> = own(configuration.systems, name.system)?.targets ?? {};
  const found = own(targets, name.target);
  const target = targetPath(name);
  if (found === undefined) throw new DomainError("target_unknown", texts.targetUnknown({ target }));
  if (found.host === null) throw new DomainError("target_without_host", texts.noHost({ target }));
  if (found.connect === null) throw new DomainError("target_without_connect", texts.noConnect({ target }));
  return { ...name, host: found.host, connect: found.connect };
}

/** Customers choose the names, and one may be `constructor`. */
const own = <Value>(record: Record<string, Value>, name: string): Value | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;
