import {
  DescribeInstanceStatusCommand,
  DescribeInstancesCommand,
  GetConsoleOutputCommand,
  type Instance,
  type InstanceStateName,
  RebootInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  type SummaryStatus,
} from "@aws-sdk/client-ec2";
import type { Aws } from "./account.ts";
import { missing } from "./cloudFault.ts";

export interface InstanceState {
  state: InstanceStateName;
  /** Time of the last start; a reboot does not change it. */
  launchedAt: Date | null;
}

/** What AWS says of one instance, even for about an hour after its termination. */
export async function describeInstance(
  aws: Aws,
  instanceId: string,
  signal?: AbortSignal,
): Promise<Instance> {
  const action = "ec2:DescribeInstances";
  const command = new DescribeInstancesCommand({ InstanceIds: [instanceId] });
  const answer = await aws.ask(action, ({ ec2 }, options) => ec2.send(command, options), signal);
  const instance = answer.Reservations?.flatMap(({ Instances }) => Instances ?? []).at(0);
  if (!instance) throw missing(action, "InvalidInstanceID.NotFound");
  return instance;
}

export async function instanceState(
  aws: Aws,
  instanceId: string,
  signal?: AbortSignal,
): Promise<InstanceState> {
  const { State, LaunchTime } = await describeInstance(aws, instanceId, signal);
  return { state: State?.Name ?? "pending", launchedAt: LaunchTime ?? null };
}

/** `initializing` for minutes after a start; `not-applicable` while the instance does not run. */
export interface StatusChecks {
  /** AWS's side: power, network and hardware. */
  system: SummaryStatus;
  /** The customer's side: whether the operating system answers. */
  instance: SummaryStatus;
}

export async function statusChecks(
  aws: Aws,
  instanceId: string,
  signal?: AbortSignal,
): Promise<StatusChecks> {
  const action = "ec2:DescribeInstanceStatus";
  const command = new DescribeInstanceStatusCommand({ InstanceIds: [instanceId], IncludeAllInstances: true });
  const answer = await aws.ask(action, ({ ec2 }, options) => ec2.send(command, options), signal);
  const status = answer.InstanceStatuses?.at(0);
  if (!status) throw missing(action, "InvalidInstanceID.NotFound");
  return {
    system: status.SystemStatus?.Status ?? "not-applicable",
    instance: status.InstanceStatus?.Status ?? "not-applicable",
  };
}

/**
 * Asks for a reboot and returns before it happens. AWS offers no token and reboots each time it is asked. So
 * the caller stores a mark before asking, and a repeat that finds the mark only checks `lastBoot` and the
 * boot id.
 */
export async function rebootInstance(aws: Aws, instanceId: string, signal?: AbortSignal): Promise<void> {
  const command = new RebootInstancesCommand({ InstanceIds: [instanceId] });
  await aws.change("ec2:RebootInstances", ({ ec2 }, options) => ec2.send(command, options), signal);
}

export interface LastBoot {
  /** Later than the request: the instance was stopped and started. */
  launchedAt: Date | null;
  /**
   * When AWS last recorded the console: a few minutes after a start, stop or reboot. Later than the request:
   * it did boot. Earlier: nothing is known yet.
   */
  consoleAt: Date | null;
}

/** Finds out whether a reboot, start or stop has happened. */
export async function lastBoot(aws: Aws, instanceId: string, signal?: AbortSignal): Promise<LastBoot> {
  const { launchedAt } = await instanceState(aws, instanceId, signal);
  const command = new GetConsoleOutputCommand({ InstanceId: instanceId });
  const send = aws.ask("ec2:GetConsoleOutput", ({ ec2 }, options) => ec2.send(command, options), signal);
  return { launchedAt, consoleAt: (await send).Timestamp ?? null };
}

/**
 * Asks for a stop and returns the state then, mostly `stopping`. Safe to repeat: a stopped instance stays so.
 * Check with `instanceState`; a launch time later than this request means that it was started again.
 */
export async function stopInstance(
  aws: Aws,
  instanceId: string,
  signal?: AbortSignal,
): Promise<InstanceStateName> {
  const command = new StopInstancesCommand({ InstanceIds: [instanceId] });
  const send = aws.change("ec2:StopInstances", ({ ec2 }, options) => ec2.send(command, options), signal);
  return (await send).StoppingInstances?.at(0)?.CurrentState?.Name ?? "stopping";
}

/**
 * Asks for a start and returns the state then, mostly `pending`. Safe to repeat: a running instance keeps
 * running. Refused for now (`IncorrectInstanceState`) while it is still stopping. Check with `instanceState`:
 * the launch time is later than this request.
 */
export async function startInstance(
  aws: Aws,
  instanceId: string,
  signal?: AbortSignal,
): Promise<InstanceStateName> {
  const command = new StartInstancesCommand({ InstanceIds: [instanceId] });
  const send = aws.change("ec2:StartInstances", ({ ec2 }, options) => ec2.send(command, options), signal);
  return (await send).StartingInstances?.at(0)?.CurrentState?.Name ?? "pending";
}
