import { DomainError } from "../../../domain/errors.ts";
import { imageTexts as texts } from "../../../domain/runbooks/bundleTexts.ts";
import type { Action } from "../../../domain/runbooks/probe.ts";
import { createSnapshots, latestImageOf } from "../aws/images.ts";
import { restoredFrom, restoreFromImage } from "../aws/restore.ts";
import { deregister, membershipsOf, register } from "../aws/targetGroups.ts";
import type { Done } from "./done.ts";
import type { Reach } from "./reach.ts";

interface Limits {
  /** Names this step of this run, so that a repeat finds what was already made. */
  token: string;
  signal: AbortSignal;
}

type ImageAction = Extract<Action, { kind: "image" }>;

/**
 * Asks AWS for it and returns before it is complete; a probe says when it is. Safe to repeat with the same
 * token. Throws a CloudFault, or a DomainError if there is nothing to do it with.
 */
export async function imageAction(reach: Reach, action: ImageAction, limits: Limits): Promise<Done> {
  switch (action.do) {
    case "snapshot": {
      const [aws, instanceId] = [await reach.aws(), reach.instance()];
      const snapshots = await createSnapshots(aws, { instanceId, token: limits.token }, limits.signal);
      return { ok: true, seen: texts.snapshots({ snapshots: snapshots.join(", ") }) };
    }
    case "restore":
      return restore(reach, limits);
    case "join":
      return join(reach, limits);
    case "leave":
      return leave(reach, limits);
  }
}

async function restore(reach: Reach, { token, signal }: Limits): Promise<Done> {
  const [aws, instanceId] = [await reach.aws(), reach.instance()];
  const image = await latestImageOf(aws, instanceId, {}, signal);
  if (image === null) throw new DomainError("no_image", texts.noImage({ instance: instanceId }));
  const { imageId } = image;
  const restored = await restoreFromImage(aws, { instanceId, imageId, token }, signal);
  return { ok: true, seen: texts.restored({ image: imageId, instance: restored }) };
}

/** Joins every group of the old instance, on the same ports. */
async function join(reach: Reach, { signal }: Limits): Promise<Done> {
  const [aws, instanceId] = [await reach.aws(), reach.instance()];
  const restored = await restoredOf(reach, signal);
  const memberships = await membershipsOf(aws, instanceId, signal);
  for (const { targetGroup, port } of memberships)
    await register(aws, { targetGroup, instanceId: restored, port }, signal);
  return { ok: true, seen: texts.joined({ instance: restored, count: memberships.length }) };
}

async function leave(reach: Reach, { signal }: Limits): Promise<Done> {
  const aws = await reach.aws();
  const restored = await restoredOf(reach, signal);
  const memberships = await membershipsOf(aws, restored, signal);
  for (const { targetGroup, port } of memberships)
    await deregister(aws, { targetGroup, instanceId: restored, port }, signal);
  return { ok: true, seen: texts.left({ instance: restored, count: memberships.length }) };
}

async function restoredOf(reach: Reach, signal: AbortSignal): Promise<string> {
  const instanceId = reach.instance();
  const restored = await restoredFrom(await reach.aws(), instanceId, signal);
  if (restored === null)
    throw new DomainError("nothing_restored", texts.nothingRestored({ instance: instanceId }));
  return restored;
}
