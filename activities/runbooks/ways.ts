import { configurationVersion } from "../../db/customers/customers.ts";
import { externalIdFor } from "../../db/customers/externalIds.ts";
import { readSecret } from "../../db/customers/secrets.ts";
import { storedHostKeys } from "../../db/runbooks/hostKeys.ts";
import type { RunRow } from "../../db/runbooks/runbookRuns.ts";
import type { CustomerConfiguration } from "../../domain/customers/configuration.ts";
import { type TargetName, withInstance } from "../../domain/customers/targets.ts";
import type { ActivityDeps } from "../deps.ts";
import { type Reach, reach } from "../remote/target/reach.ts";

/** Opens the way to a run's target, by the file its incident is pinned to and with today's secrets. */
export async function wayOfRun(deps: ActivityDeps, run: RunRow, signal: AbortSignal): Promise<Reach> {
  const pinned = await configurationVersion(deps.db, run.version);
  return await wayTo(deps, pinned, run, signal);
}

type Bound = Pick<RunRow, "customer" | "system" | "target" | "host" | "instance">;

export async function wayTo(
  deps: ActivityDeps,
  pinned: CustomerConfiguration,
  bound: Bound,
  signal: AbortSignal,
): Promise<Reach> {
  const { customer } = bound;
  const name: TargetName = { system: bound.system ?? "", target: bound.target ?? "" };
  const { vault, awsEndpoint, guard, ownAccountCustomers } = deps.runbooks;
  return reach({
    ...name,
    configuration: boundTo(pinned, name, bound),
    hostKeys: await storedHostKeys(deps.db, customer),
    openSecret: (secret) => readSecret(deps.db, vault, customer, secret),
    externalIdFor: (named) => externalIdFor(deps.db, customer, named, deps.clock()),
    ownAccountCustomers,
    guard,
    signal,
    awsEndpoint,
  });
}

const boundTo = (
  pinned: CustomerConfiguration,
  name: TargetName,
  { host, instance }: Bound,
): CustomerConfiguration =>
  host === null || instance === null ? pinned : withInstance(pinned, name, { host, instance });
