import { Command } from "commander";
import { issueSourceKey } from "../../db/alerts/sourceKeys.ts";
import { audited } from "../audited.ts";
import type { CommandContext } from "../context.ts";

export function sourceKeyCommand(context: CommandContext): Command {
  return new Command("source-key")
    .description("Issue an intake key for a source of a customer. It is printed once and kept as a hash.")
    .argument("<customer>", "the customer's id in its file")
    .argument("<source>", "the source's id in that file")
    .option("--revoke", "also revoke every earlier key of this source, at once")
    .addHelpText(
      "after",
      `
Earlier keys stay valid, so that a tool can be moved over without a gap; --revoke ends them.

Examples:
  KEY=$(npm run --silent toban -- source-key acme prometheus)
  toban source-key acme prometheus --revoke`,
    )
    .action(async (customer: string, source: string, options: { revoke?: boolean }) => {
      const wanted = { customer, source, revokeEarlier: options.revoke ?? false };
      const detail = { source, revokeEarlier: wanted.revokeEarlier };
      const asked = { action: "issue-source-key", customer, detail, at: context.now() };
      const key = await context.withDatabase((db) =>
        audited(db, asked, () => issueSourceKey(db, wanted, context.now())),
      );
      context.answer(key);
      if (wanted.revokeEarlier) context.say(`Earlier keys of ${customer} ${source} are revoked.`);
    });
}
