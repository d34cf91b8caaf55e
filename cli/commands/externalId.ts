import { Command } from "commander";
import type { Run } from "../run.ts";

export function externalIdCommand(run: Run): Command {
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
    .action(run(async () => (await import("../acts/externalId.ts")).printExternalId));
}
