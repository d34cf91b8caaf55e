import type { CustomerConfiguration } from "../customers/configuration.ts";
import type { TargetName } from "../customers/targets.ts";
import { fillRunbook } from "../runbooks/fill.ts";
import type { Runbook } from "../runbooks/tree.ts";

/** The machine that autoscaling runs is known only when the work is done. */
const laterKnown = "（実施時に決まります）";

/** The runbook as a customer agrees to it, with its parameters and the target from the customer's file filled in. */
export function agreedRunbook(
  tree: Runbook,
  parameters: Readonly<Record<string, string | number>>,
  { system, target }: TargetName,
  { systems }: CustomerConfiguration,
): Runbook {
  const given = Object.entries(parameters).map(([name, value]) => [name, String(value)]);
  const { host, ec2 } = systems[system]?.targets[target] ?? { host: null, ec2: null };
  return fillRunbook(tree, {
    params: Object.fromEntries(given),
    target: { name: target, host: host ?? laterKnown, instance: ec2 ?? laterKnown },
  });
}
