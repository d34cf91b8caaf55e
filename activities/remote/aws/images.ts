import {
  CreateImageCommand,
  CreateSnapshotsCommand,
  DescribeImagesCommand,
  DescribeSnapshotsCommand,
  type Filter,
  type Image,
} from "@aws-sdk/client-ec2";
import type { Aws } from "./account.ts";
import { missing } from "./cloudFault.ts";
import { bears, clientToken, tagged, tags } from "./marks.ts";

interface Backup {
  instanceId: string;
  /** Names the step of the run that asks, for good. */
  token: string;
}

/**
 * Snapshots of all volumes of an instance at one moment, without a halt; returns their ids before they are complete.
 * Looked up by the token they are tagged with, which is done first, so that it may be repeated.
 */
export async function createSnapshots(
  aws: Aws,
  { instanceId, token }: Backup,
  signal?: AbortSignal,
): Promise<string[]> {
  const mark = clientToken(token);
  const made = await snapshotsMarked(aws, mark, signal);
  if (made.length > 0) return made;
  const command = new CreateSnapshotsCommand({
    InstanceSpecification: { InstanceId: instanceId },
    Description: `toban: before a change of ${instanceId}`,
    TagSpecifications: [
      { ResourceType: "snapshot", Tags: tagged({ [tags.instance]: instanceId, [tags.token]: mark }) },
    ],
  });
  const send = aws.change("ec2:CreateSnapshots", ({ ec2 }, options) => ec2.send(command, options), signal);
  return idsOf((await send).Snapshots, "SnapshotId");
}

async function snapshotsMarked(aws: Aws, mark: string, signal?: AbortSignal): Promise<string[]> {
  const command = new DescribeSnapshotsCommand({
    OwnerIds: ["self"],
    Filters: [{ Name: `tag:${tags.token}`, Values: [mark] }],
  });
  const send = aws.ask("ec2:DescribeSnapshots", ({ ec2 }, options) => ec2.send(command, options), signal);
  return idsOf((await send).Snapshots, "SnapshotId");
}

/**
 * An image of an instance, without a reboot of it; returns the id before the image is complete (`imageState`). Looked up
 * by the token it is tagged with, which is done first, so that it may be repeated; its name, unique at AWS, is made of the
 * token too, so that a second one is refused (`InvalidAMIName.Duplicate`) even where AWS does not show the first one yet.
 */
export async function createImage(
  aws: Aws,
  { instanceId, token }: Backup,
  signal?: AbortSignal,
): Promise<string> {
  const mark = clientToken(token);
  const [made] = await ownImages(aws, [{ Name: `tag:${tags.token}`, Values: [mark] }], signal);
  if (made?.ImageId) return made.ImageId;
  const command = new CreateImageCommand({
    InstanceId: instanceId,
    NoReboot: true,
    Name: `toban ${instanceId} ${mark.slice(0, 32)}`,
    Description: `toban: before a change of ${instanceId}`,
    TagSpecifications: [
      { ResourceType: "image", Tags: tagged({ [tags.instance]: instanceId, [tags.token]: mark }) },
    ],
  });
  const action = "ec2:CreateImage";
  const answer = await aws.change(action, ({ ec2 }, options) => ec2.send(command, options), signal);
  if (!answer.ImageId) throw missing(action, "NoImageId");
  return answer.ImageId;
}

export type ImageState = NonNullable<Image["State"]>;

/** `pending` until it can be used, then `available`. */
export async function imageState(aws: Aws, imageId: string, signal?: AbortSignal): Promise<ImageState> {
  const action = "ec2:DescribeImages";
  const command = new DescribeImagesCommand({ ImageIds: [imageId] });
  const answer = await aws.ask(action, ({ ec2 }, options) => ec2.send(command, options), signal);
  const state = answer.Images?.at(0)?.State;
  if (!state) throw missing(action, "InvalidAMIID.NotFound");
  return state;
}

export interface FoundImage {
  imageId: string;
  createdAt: Date;
}

/**
 * The youngest usable image of the account's own that was made of this instance, or says so by its tag `toban:instance`;
 * null where there is none. `before` leaves out later ones, e.g. images of an instance that was broken already.
 */
export async function latestImageOf(
  aws: Aws,
  instanceId: string,
  { before }: { before?: Date } = {},
  signal?: AbortSignal,
): Promise<FoundImage | null> {
  const usable = { Name: "state", Values: ["available"] };
  const of = (name: string): Filter[] => [usable, { Name: name, Values: [instanceId] }];
  const tagged = (await ownImages(aws, of(`tag:${tags.instance}`), signal)).filter((image) =>
    bears(image, tags.instance, instanceId),
  );
  const made = await ownImages(aws, of("source-instance-id"), signal);
  const found = [...tagged, ...made]
    .map(({ ImageId, CreationDate }) => ({
      imageId: ImageId ?? "",
      createdAt: new Date(CreationDate ?? Number.NaN),
    }))
    .filter(({ createdAt }) => createdAt.getTime() < (before?.getTime() ?? Number.POSITIVE_INFINITY))
    .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  return found[0] ?? null;
}

async function ownImages(aws: Aws, filters: Filter[], signal?: AbortSignal): Promise<Image[]> {
  const command = new DescribeImagesCommand({ Owners: ["self"], Filters: filters });
  const send = aws.ask("ec2:DescribeImages", ({ ec2 }, options) => ec2.send(command, options), signal);
  return (await send).Images ?? [];
}

const idsOf = <Key extends string>(things: readonly { [key in Key]?: string }[] | undefined, key: Key) =>
  (things ?? []).flatMap((thing) => thing[key] ?? []);
