import { Command } from "commander";
import { currentConfiguration } from "../../db/customers/customers.ts";
import { externalIdMadeFor } from "../../db/customers/externalIds.ts";
import { DomainError } from "../../domain/errors.ts";
import type { CommandContext } from "../context.ts";

export function externalIdCommand(context: CommandContext): Command {
  return new Command("external-id")
    .description("Print the external id that Toban sends when it takes on a customer's roles at AWS.")
    .argument("<customer>", "the customer's id in its file")
    .addHelpText(
      "after",
      `
Always the same for a customer, and no other's. The role's trust policy must let Toban in only with this
id; without that condition another customer's file could name the role.

Example:
  toban external-id acme`,
    )
    .action(async (customer: string) => {
      const id = await context.withDatabase(async (db) => {
        if ((await currentConfiguration(db, customer)) === null)
          throw new DomainError("no_customer", `There is no customer "${customer}".`);
        return await externalIdMadeFor(db, customer, context.now());
      });
      context.answer(id);
    });
}
