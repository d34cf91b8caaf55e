import { addressGuard } from "../activities/remote/addressGuard.ts";
import { type Reach, reach, targetValues } from "../activities/remote/target/reach.ts";
import { rehearse } from "../activities/remote/target/rehearse.ts";
import type { Database } from "../db/connect.ts";
import { externalIdFor } from "../db/queries/externalIds.ts";
import { storedHostKeys } from "../db/queries/hostKeys.ts";
import { readSecret } from "../db/queries/secrets.ts";
import type { CustomerConfiguration } from "../domain/customer/configuration.ts";
import { type TargetName, targetPath } from "../domain/customer/targets.ts";
import type { Values } from "../domain/runbook/argument.ts";
import { fillRunbook } from "../domain/runbook/fill.ts";
import type { RehearsedStep } from "../domain/runbook/rehearsal.ts";
import type { Runbook } from "../domain/runbook/tree.ts";
import { worstCaseSeconds } from "../domain/runbook/worstCase.ts";
import type { CommandContext } from "./context.ts";

interface Given {
  context: CommandContext;
  db: Database;
  configuration: CustomerConfiguration;
  name: TargetName;
  tree: Runbook;
  params: Values["params"];
}

export interface Rehearsed {
  runbook: Runbook;
  target: string;
  steps: RehearsedStep[];
}

/** Asks every check on the real target. */
export async function rehearsed(given: Given): Promise<Rehearsed> {
  const { configuration, name, tree, params } = given;
  const signal = AbortSignal.timeout(worstCaseSeconds(tree) * 1_000);
  const runbook = fillRunbook(tree, { params, target: targetValues(configuration, name) });
  const steps = await over(given, configuration, signal, (ways) => rehearse(ways, runbook, signal));
  return { runbook, target: targetPath(name), steps };
}

async function over<Result>(
  { context, db, name }: Given,
  configuration: CustomerConfiguration,
  signal: AbortSignal,
  work: (ways: Reach) => Promise<Result>,
): Promise<Result> {
  const { customer } = configuration;
  const ways = reach({
    ...{ configuration, ...name, signal, hostKeys: await storedHostKeys(db, customer) },
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
