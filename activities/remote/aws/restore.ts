import { DescribeInstancesCommand, type Instance, RunInstancesCommand } from "@aws-sdk/client-ec2";
import type { Aws } from "./account.ts";
import { missing, refused } from "./cloudFault.ts";
import { describeInstance } from "./instances.ts";
import { bears, clientToken, tagged, tags } from "./marks.ts";

export interface Restoration {
  /** The old instance, which is left unchanged. */
  instanceId: string;
  imageId: string;
  /** Names the step of the run, permanently. */
  token: string;
}

/**
 * Starts a new instance from an image, with the old one's type, subnet, security groups, profile, key,
 * metadata rules and tags; returns its id before it runs. Its addresses are new. While both run, both bear
 * the same names. Safe to repeat, even after the old one is gone: it first looks for an instance tagged with
 * the token. The token is also AWS's ClientToken, so two simultaneous requests start one instance.
 */
export async function restoreFromImage(
  aws: Aws,
  { instanceId, imageId, token }: Restoration,
  signal?: AbortSignal,
): Promise<string> {
  const mark = clientToken(token);
  const made = await restoredBy(aws, mark, signal);
  if (made !== null) return made;
  const old = await describeInstance(aws, instanceId, signal);
  // AWS forgets the subnet of a terminated instance; a new one would start in a default network.
  if (!old.SubnetId) throw refused("ec2:DescribeInstances", "MissingSubnet");
  const command = new RunInstancesCommand({
    ...likeness(old),
    ImageId: imageId,
    MinCount: 1,
    MaxCount: 1,
    ClientToken: mark,
    TagSpecifications: [
      {
        ResourceType: "instance",
        Tags: [...keptTags(old), ...tagged({ [tags.token]: mark, [tags.restoredOf]: instanceId })],
      },
    ],
  });
  const action = "ec2:RunInstances";
  const answer = await aws.change(action, ({ ec2 }, options) => ec2.send(command, options), signal);
  const id = answer.Instances?.at(0)?.InstanceId;
  if (!id) throw missing(action, "NoInstanceId");
  return id;
}

async function restoredBy(aws: Aws, mark: string, signal?: AbortSignal): Promise<string | null> {
  const command = new DescribeInstancesCommand({ Filters: [{ Name: `tag:${tags.token}`, Values: [mark] }] });
  const send = aws.ask("ec2:DescribeInstances", ({ ec2 }, options) => ec2.send(command, options), signal);
  const found = (await send).Reservations?.flatMap(({ Instances }) => Instances ?? []);
  return found?.at(0)?.InstanceId ?? null;
}

/** The latest instance restored in place of this one that still exists; null: there is none. */
export async function restoredFrom(
  aws: Aws,
  instanceId: string,
  signal?: AbortSignal,
): Promise<string | null> {
  const command = new DescribeInstancesCommand({
    Filters: [{ Name: `tag:${tags.restoredOf}`, Values: [instanceId] }],
  });
  const send = aws.ask("ec2:DescribeInstances", ({ ec2 }, options) => ec2.send(command, options), signal);
  const found = (await send).Reservations?.flatMap(({ Instances }) => Instances ?? []) ?? [];
  const [youngest] = found
    .filter((one) => bears(one, tags.restoredOf, instanceId) && !isGone(one))
    .sort((a, b) => (b.LaunchTime?.getTime() ?? 0) - (a.LaunchTime?.getTime() ?? 0));
  return youngest?.InstanceId ?? null;
}

const isGone = ({ State }: Instance): boolean =>
  State?.Name === "terminated" || State?.Name === "shutting-down";

const likeness = (old: Instance) => ({
  InstanceType: old.InstanceType,
  SubnetId: old.SubnetId,
  SecurityGroupIds: (old.SecurityGroups ?? []).flatMap(({ GroupId }) => GroupId ?? []),
  ...(old.KeyName && { KeyName: old.KeyName }),
  ...(old.IamInstanceProfile?.Arn && { IamInstanceProfile: { Arn: old.IamInstanceProfile.Arn } }),
  // Without this, an instance that required signed metadata requests would return with the weaker rule.
  ...(old.MetadataOptions?.HttpTokens && {
    MetadataOptions: {
      HttpTokens: old.MetadataOptions.HttpTokens,
      HttpEndpoint: old.MetadataOptions.HttpEndpoint,
      HttpPutResponseHopLimit: old.MetadataOptions.HttpPutResponseHopLimit,
    },
  }),
});

/** Tags under `aws:` are AWS's own; the token belongs to the step that made the old instance. */
const keptTags = (old: Instance) =>
  (old.Tags ?? []).filter(
    ({ Key = "" }) => !Key.startsWith("aws:") && Key !== tags.token && Key !== tags.restoredOf,
  );
