import type { Database } from "../../db/connect.ts";
import { currentConfiguration } from "../../db/customers/customers.ts";
import { readSecret } from "../../db/customers/secrets.ts";
import { storedHostKeys } from "../../db/runbooks/hostKeys.ts";
import type { CustomerConfiguration } from "../../domain/customers/configuration.ts";
import { wayTo } from "../../domain/customers/targets.ts";
import { DomainError } from "../../domain/errors.ts";
import { audited } from "../audited.ts";
import type { CommandContext } from "../context.ts";
import { lookAlong } from "../hostKeys.ts";
import { oneTarget } from "../oneTarget.ts";

interface Options {
  all?: boolean;
  replace?: boolean;
}

export async function storeKeys(
  context: CommandContext,
  customer: string,
  called: string,
  options: Options,
): Promise<void> {
  const { all = false, replace = false } = options;
  await context.withDatabase(async (db) => {
    const configuration = await configurationOf(db, customer);
    const { system, target } = oneTarget(configuration, called);
    const asked = { action: "store-host-key", customer, detail: { system, target, all, replace } };
    await audited(db, { ...asked, at: context.now() }, async () => {
      const hostKeys = await storedHostKeys(db, customer);
      const openSecret = (name: string) => readSecret(db, context.vault(), customer, name);
      const way = wayTo(configuration, system, target);
      await lookAlong({ context, db, customer, way, hostKeys, openSecret, all, replace });
    });
  });
}

async function configurationOf(db: Database, customer: string): Promise<CustomerConfiguration> {
  const current = await currentConfiguration(db, customer);
  if (current === null) throw new DomainError("no_customer", `There is no customer "${customer}".`);
  return current.configuration;
}
