import { createHash } from "node:crypto";
import type { Tag } from "@aws-sdk/client-ec2";

/** Tags by which we recognise what we made, and by which customers mark what we look after. */
export const tags = {
  /** Names a target that is several or changing instances (autoscaling). */
  target: "toban:target",
  /** On an image or snapshot: its instance. */
  instance: "toban:instance",
  /** On a restored instance: the instance whose image it came from. */
  restoredOf: "toban:restored-of",
  /** On everything a step made: the step and run, so that a repeat of the step finds it. */
  token: "toban:token",
};

/**
 * AWS allows 64 characters for a client token. `token` permanently names a run's step (`incident 12 / run 3 /
 * restore`): the same when the step is repeated, different for any other step.
 */
export const clientToken = (token: string): string => createHash("sha256").update(token).digest("hex");

export const tagged = (values: Record<string, string>): Tag[] =>
  Object.entries(values).map(([Key, Value]) => ({ Key, Value }));

/** Compares the exact value, because AWS reads `*` and `?` in a filter as wildcards. */
export const bears = (thing: { Tags?: Tag[] }, key: string, value: string): boolean =>
  thing.Tags?.some((tag) => tag.Key === key && tag.Value === value) ?? false;
