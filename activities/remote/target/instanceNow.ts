import { type TargetName, targetPath } from "../../../domain/customers/targets.ts";
import { DomainError } from "../../../domain/errors.ts";
import { refusedRunTexts as texts } from "../../../domain/runbooks/runTexts.ts";
import { findByTag } from "../aws/findByTag.ts";
import type { Reach } from "./reach.ts";

/**
 * Finds the instance that is the target now, where autoscaling replaces it; `node` may choose among several,
 * by id or address. Throws a DomainError if none runs or nothing chooses.
 */
export async function instanceNow(
  ways: Reach,
  name: TargetName,
  node: string | null,
  signal: AbortSignal,
): Promise<{ host: string; instance: string }> {
  const target = targetPath(name);
  const all = await findByTag(await ways.aws(), name.target, signal);
  const meant = all.filter(
    ({ instanceId, privateAddress }) => node === instanceId || node === privateAddress,
  );
  const [one, ...others] = meant.length === 1 ? meant : all;
  if (one === undefined) throw new DomainError("no_instance", texts.noInstance({ target }));
  if (others.length > 0)
    throw new DomainError("many_instances", texts.manyInstances({ target, count: all.length }));
  return { host: one.privateAddress, instance: one.instanceId };
}
