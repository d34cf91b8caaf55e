import { Command } from "commander";
import type { Run } from "../run.ts";

export function importCommand(run: Run): Command {
  return new Command("import")
    .description("Put customers' files into force for their next incidents, all of them or none.")
    .argument("<file...>", "customer files (YAML)")
    .option("--dry-run", "show what would change, and change nothing")
    .addHelpText(
      "after",
      `
All mistakes are reported at once, one per line: FILE:LINE:COLUMN: message
The same file again changes nothing. Entries removed from a file are retired, never deleted.

Examples:
  toban import examples/acme.yaml
  toban import --dry-run customers/*.yaml`,
    )
    .action(run(async () => (await import("../acts/import.ts")).importFiles));
}
