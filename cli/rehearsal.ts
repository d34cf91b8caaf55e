import { addressGuard } from "../activities/remote/addressGuard.ts";
import { reasonOf } from "../activities/remote/target/faultWords.ts";
import { instanceNow } from "../activities/remote/target/instanceNow.ts";
import { type Reach, reach, targetValues } from "../activities/remote/target/reach.ts";
import { rehearse } from "../activities/remote/target/rehearse.ts";
import type { Database } from "../db/connect.ts";
import { externalIdFor } from "../db/customers/externalIds.ts";
import { readSecret } from "../db/customers/secrets.ts";
import { storedHostKeys } from "../db/runbooks/hostKeys.ts";
import type { CustomerConfiguration } from "../domain/customers/configuration.ts";
import { type TargetName, targetPath, withInstance } from "../domain/customers/targets.ts";
import { DomainError } from "../domain/errors.ts";
import type { Values } from "../domain/runbooks/argument.ts";
import { fillRunbook } from "../domain/runbooks/fill.ts";
import type { RehearsedStep } from "../domain/runbooks/rehearsal.ts";
import type { Runbook } from "../domain/runbooks/tree.ts";
import { worstCaseSeconds } from "../domain/runbooks/worstCase.ts";
import { say } from "../domain/say.ts";
import type { CommandContext } from "./context.ts";

interface Given {
  context: CommandContext;
  db: Database;
  configuration: CustomerConfiguration;
  name: TargetName;
  /** The instance of an auto-scaled target, as an alert would name it; null: the only one. */
  node: string | null;
  tree: Runbook;
  params: Values["params"];
}

export interface Rehearsed {
  runbook: Runbook;
  /** With the instance that was found. */
  target: string;
  steps: RehearsedStep[];
}

/** Finds the target as a run would, and runs every check there. */
export async function rehearsed(given: Given): Promise<Rehearsed> {
  const { configuration, name, node, tree, params } = given;
  const signal = AbortSignal.timeout(worstCaseSeconds(tree) * 1_000);
  const isAutoscaled = configuration.systems[name.system]?.targets[name.target]?.autoscale === true;
  const found = isAutoscaled
    ? await over(given, configuration, signal, (ways) => instanceNow(ways, name, node, signal)).catch(refuse)
    : null;
  const now = found === null ? configuration : withInstance(configuration, name, found);
  const runbook = fillRunbook(tree, { params, target: targetValues(now, name) });
  const steps = await over(given, now, signal, (ways) => rehearse(ways, runbook, signal));
  const path = targetPath(name);
  const target = found === null ? path : `${path}（${found.instance}、${found.host}）`;
  return { runbook, target, steps };
}

async function over<Result>(
  { context, db, name }: Given,
  configuration: CustomerConfiguration,
  signal: AbortSignal,
  work: (ways: Reach) => Promise<Result>,
): Promise<Result> {
  const { customer } = configuration;
  const ways = reach({
    configuration,
    ...name,
    signal,
    hostKeys: await storedHostKeys(db, customer),
    openSecret: (secret) => readSecret(db, context.vault(), customer, secret),
    externalIdFor: (named) => externalIdFor(db, customer, named, context.now()),
    ownAccountCustomers: context.ownAccountCustomers(),
    guard: addressGuard(context.guarded()),
  });
  try {
    return await work(ways);
  } finally {
    await ways.close();
  }
}

function refuse(error: unknown): never {
  const why = say(reasonOf(error), "en");
  const isOneOfMany = error instanceof DomainError && error.code === "many_instances";
  throw new DomainError("target_not_found", isOneOfMany ? `${why} (--node)` : why);
}
