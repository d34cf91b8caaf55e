import { Command } from "commander";
import type { Database } from "../../db/connect.ts";
import { currentConfiguration } from "../../db/customers/customers.ts";
import { readSecret } from "../../db/customers/secrets.ts";
import { storedHostKeys } from "../../db/runbooks/hostKeys.ts";
import type { CustomerConfiguration } from "../../domain/customers/configuration.ts";
import { wayTo } from "../../domain/customers/targets.ts";
import { DomainError } from "../../domain/errors.ts";
import { audited } from "../audited.ts";
import type { CommandContext } from "../context.ts";
import { oneTarget } from "../oneTarget.ts";

interface Options {
  all?: boolean;
  replace?: boolean;
}

export function hostKeyCommand(context: CommandContext): Command {
  return new Command("hostkey")
    .description("Show a target's SSH host key and store it, for targets whose file pins none.")
    .argument("<customer>", "the customer's id in its file")
    .argument("<target>", "the target's name, or SYSTEM/TARGET if two systems have it")
    .option("--all", "also store the keys of the jump hosts on the way")
    .option("--replace", "store it even if another one is stored")
    .addHelpText(
      "after",
      `
Prints SYSTEM/TARGET and fingerprint of every host on the way, a line each. Compare it with what the
customer says (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub on the host): an attacker
in between now would be trusted from now on. Toban logs in to the jump hosts only.

Examples:
  toban hostkey acme bastion
  toban hostkey acme shop/web01 --all`,
    )
    .action((customer: string, target: string, options: Options) =>
      storeKeys(context, customer, target, options),
    );
}

async function storeKeys(
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
      // SSH takes a while to load; other commands must not wait for it.
      const { lookAlong } = await import("../hostKeys.ts");
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
