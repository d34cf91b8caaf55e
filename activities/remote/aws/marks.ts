import { createHash } from "node:crypto";
import type { Tag } from "@aws-sdk/client-ec2";

/** Tags by which we know again what we made, and by which customers name what is ours to look after. */
export const tags = {
  /** Names a target, where several instances or changing ones are one (autoscaling). */
  target: "toban:target",
  /** On an image or snapshot: the instance that it is of. */
  instance: "toban:instance",
  /** On an instance: the one from whose image it was restored. */
  restoredOf: "toban:restored-of",
  /** On everything that a step made: which step of which run, so that a repeat of the step finds it. */
  token: "toban:token",
};

/**
 * AWS takes 64 characters for a client token. `token` is whatever names a step of a run for good
 * (`incident 12 / run 3 / restore`): the same when the step is repeated, another one otherwise.
 */
export const clientToken = (token: string): string => createHash("sha256").update(token).digest("hex");

export const tagged = (values: Record<string, string>): Tag[] =>
  Object.entries(values).map(([Key, Value]) => ({ Key, Value }));

/** Only what bears the exact value: AWS reads `*` and `?` in a filter as wildcards. */
export const bears = (thing: { Tags?: Tag[] }, key: string, value: string): boolean =>
  thing.Tags?.some((tag) => tag.Key === key && tag.Value === value) ?? false;
