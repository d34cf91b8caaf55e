import { Command } from "commander";
import type { Run } from "../run.ts";

export function sourceKeyCommand(run: Run): Command {
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
    .action(run(async () => (await import("../acts/sourceKey.ts")).issueKey));
}
