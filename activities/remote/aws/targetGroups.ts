import {
  DeregisterTargetsCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  RegisterTargetsCommand,
  type TargetHealthDescription,
  type TargetHealthStateEnum,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import type { Aws } from "./account.ts";
import { CloudFault, missing } from "./cloudFault.ts";

/** An instance in a target group. */
export interface Membership {
  /** Name or ARN. */
  targetGroup: string;
  instanceId: string;
  /** Default: the group's own port. */
  port?: number;
}

export interface TargetHealth {
  /** `draining`: finishing its requests; `unused`: out of the group; `initial`: before its first checks. */
  state: TargetHealthStateEnum;
  /** AWS's own code, such as `Target.DeregistrationInProgress`. */
  reason: string | null;
}

/** Resolves a name by one more request, so a caller that asks often should keep the ARN. */
export async function targetGroupArn(aws: Aws, nameOrArn: string, signal?: AbortSignal): Promise<string> {
  if (nameOrArn.startsWith("arn:")) return nameOrArn;
  const action = "elasticloadbalancing:DescribeTargetGroups";
  const command = new DescribeTargetGroupsCommand({ Names: [nameOrArn] });
  const send = aws.ask(action, ({ loadBalancers }, options) => loadBalancers.send(command, options), signal);
  const arn = (await send).TargetGroups?.at(0)?.TargetGroupArn;
  if (!arn) throw missing(action, "TargetGroupNotFound");
  return arn;
}

/**
 * Takes an instance out of the group and returns before that is done: `targetHealth` says `draining`, then
 * `unused`. Safe to repeat: an instance that is out stays out.
 */
export async function deregister(aws: Aws, membership: Membership, signal?: AbortSignal): Promise<void> {
  const command = new DeregisterTargetsCommand(await targetsOf(aws, membership, signal));
  const action = "elasticloadbalancing:DeregisterTargets";
  try {
    await aws.change(action, ({ loadBalancers }, options) => loadBalancers.send(command, options), signal);
  } catch (error) {
    const isOut =
      error instanceof CloudFault &&
      /^InvalidTarget(Exception)?$/.test(error.code) &&
      (await targetHealth(aws, membership, signal)).state === "unused";
    if (!isOut) throw error;
  }
}

/** Puts an instance into the group; it gets requests once `targetHealth` says `healthy`. Safe to repeat. */
export async function register(aws: Aws, membership: Membership, signal?: AbortSignal): Promise<void> {
  const command = new RegisterTargetsCommand(await targetsOf(aws, membership, signal));
  const action = "elasticloadbalancing:RegisterTargets";
  await aws.change(action, ({ loadBalancers }, options) => loadBalancers.send(command, options), signal);
}

export async function targetHealth(
  aws: Aws,
  membership: Membership,
  signal?: AbortSignal,
): Promise<TargetHealth> {
  const command = new DescribeTargetHealthCommand(await targetsOf(aws, membership, signal));
  const action = "elasticloadbalancing:DescribeTargetHealth";
  const send = aws.ask(action, ({ loadBalancers }, options) => loadBalancers.send(command, options), signal);
  const health = (await send).TargetHealthDescriptions?.at(0)?.TargetHealth;
  return { state: health?.State ?? "unused", reason: health?.Reason ?? null };
}

/** All ports of an instance in the group, so that it can be put back exactly as it was. */
export async function portsOf(
  aws: Aws,
  { targetGroup, instanceId }: Omit<Membership, "port">,
  signal?: AbortSignal,
): Promise<number[]> {
  const own = (await membersOf(aws, targetGroup, signal)).filter(({ Target }) => Target?.Id === instanceId);
  const staying = own.filter(({ TargetHealth }) => TargetHealth?.State !== "draining");
  return staying.flatMap(({ Target }) => Target?.Port ?? []).sort((a, b) => a - b);
}

/** Every target group (by ARN) that the instance is in, with its port. */
export async function membershipsOf(
  aws: Aws,
  instanceId: string,
  signal?: AbortSignal,
): Promise<{ targetGroup: string; port: number }[]> {
  const memberships = [];
  for (const targetGroup of await groupsOfInstances(aws, signal))
    for (const port of await portsOf(aws, { targetGroup, instanceId }, signal))
      memberships.push({ targetGroup, port });
  return memberships;
}

async function groupsOfInstances(aws: Aws, signal?: AbortSignal): Promise<string[]> {
  const arns: string[] = [];
  let marker: string | undefined;
  do {
    const command = new DescribeTargetGroupsCommand({ ...(marker !== undefined && { Marker: marker }) });
    const action = "elasticloadbalancing:DescribeTargetGroups";
    const answer = await aws.ask(
      action,
      ({ loadBalancers }, options) => loadBalancers.send(command, options),
      signal,
    );
    for (const { TargetType, TargetGroupArn } of answer.TargetGroups ?? [])
      if (TargetType === "instance" && TargetGroupArn !== undefined) arns.push(TargetGroupArn);
    marker = answer.NextMarker;
  } while (marker !== undefined && marker !== "");
  return arns;
}

/** How many other members of the group get requests now. */
export async function healthyOthers(
  aws: Aws,
  { targetGroup, instanceId }: Omit<Membership, "port">,
  signal?: AbortSignal,
): Promise<number> {
  const others = (await membersOf(aws, targetGroup, signal)).filter(
    ({ Target }) => Target?.Id !== instanceId,
  );
  return others.filter(({ TargetHealth }) => TargetHealth?.State === "healthy").length;
}

async function membersOf(
  aws: Aws,
  targetGroup: string,
  signal?: AbortSignal,
): Promise<TargetHealthDescription[]> {
  const command = new DescribeTargetHealthCommand({
    TargetGroupArn: await targetGroupArn(aws, targetGroup, signal),
  });
  const action = "elasticloadbalancing:DescribeTargetHealth";
  const send = aws.ask(action, ({ loadBalancers }, options) => loadBalancers.send(command, options), signal);
  return (await send).TargetHealthDescriptions ?? [];
}

async function targetsOf(aws: Aws, { targetGroup, instanceId, port }: Membership, signal?: AbortSignal) {
  return {
    TargetGroupArn: await targetGroupArn(aws, targetGroup, signal),
    Targets: [{ Id: instanceId, ...(port !== undefined && { Port: port }) }],
  };
}
