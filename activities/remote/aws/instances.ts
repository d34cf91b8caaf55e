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
  /** Of the last start; a reboot leaves it as it is. */
  launchedAt: Date | null;
}

/** Everything AWS says of one instance; also of one that was terminated, for about an hour. */
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

/** `initializing` for minutes after a start; `not-applicable` while it does not run. */
export interface StatusChecks {
  /** AWS's side: power, network, the machine beneath. */
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
 * Asks for a reboot and returns before it happens. AWS has no token for it and reboots as often as it is asked, so the
 * caller keeps a mark before it asks; a repeat that finds the mark only looks: `lastBoot`, and the machine's boot id.
 */
export async function rebootInstance(aws: Aws, instanceId: string, signal?: AbortSignal): Promise<void> {
  const command = new RebootInstancesCommand({ InstanceIds: [instanceId] });
  await aws.change("ec2:RebootInstances", ({ ec2 }, options) => ec2.send(command, options), signal);
}

export interface LastBoot {
  /** Later than the request: it was stopped and started. */
  launchedAt: Date | null;
  /**
   * When AWS last took down the console, which it does at a start, stop or reboot, a few minutes late. Later than the
   * request: it did boot. Earlier: nothing is known yet.
   */
  consoleAt: Date | null;
}

/** How a reboot, start or stop is looked up afterwards. */
export async function lastBoot(aws: Aws, instanceId: string, signal?: AbortSignal): Promise<LastBoot> {
  const { launchedAt } = await instanceState(aws, instanceId, signal);
  const command = new GetConsoleOutputCommand({ InstanceId: instanceId });
  const send = aws.ask("ec2:GetConsoleOutput", ({ ec2 }, options) => ec2.send(command, options), signal);
  return { launchedAt, consoleAt: (await send).Timestamp ?? null };
}

/**
 * Asks for a stop; returns the state it has then, mostly `stopping`. May be repeated: what is stopped stays so. Looked up
 * by `instanceState`; after a start that followed, the launch time is later than this request.
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
 * Asks for a start; returns the state it has then, mostly `pending`. May be repeated: what runs goes on. Refused for now
 * (`IncorrectInstanceState`) while it is still stopping. Looked up by `instanceState`: the launch time is later than this
 * request.
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
