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
  /** Names the step of the run, permanently. */
  token: string;
}

/**
 * Takes crash-consistent snapshots of all volumes of an instance without stopping it; returns their ids
 * before they are complete. Safe to repeat: it first looks for snapshots tagged with the token.
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
 * Makes an image of an instance without a reboot; returns its id before it is complete (`imageState`). Safe
 * to repeat: it first looks for an image tagged with the token. Its name, unique at AWS, also contains the
 * token, so a second image is refused (`InvalidAMIName.Duplicate`) even if AWS does not show the first yet.
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

/** `pending` until usable, then `available`. */
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
 * The account's latest usable image made of this instance, or tagged `toban:instance` with it; null: there is
 * none. `before` leaves out later ones, such as images of an already broken instance.
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
