import { userInfo } from "node:os";
import { Command } from "commander";
import { type ImportResult, importCustomers } from "../../db/queries/customerImport.ts";
import { listSecretNames } from "../../db/queries/secrets.ts";
import { describeDifference } from "../../domain/customer/difference.ts";
import type { CommandContext } from "../context.ts";
import { readCustomerFiles, warnOfMissingSecrets } from "../customerFiles.ts";

export function importCommand(context: CommandContext): Command {
  return new Command("import")
    .description("Bring customers' files into force, for their next incidents; all of them or none.")
    .argument("<file...>", "customer files (YAML)")
    .option("--dry-run", "show what would change, and change nothing")
    .addHelpText(
      "after",
      `
Mistakes are reported all at once, a line each: FILE:LINE:COLUMN: message
The same file again changes nothing. What leaves a file is retired, never deleted.

Examples:
  toban import examples/acme.yaml
  toban import --dry-run customers/*.yaml`,
    )
    .action((fileNames: string[], options: { dryRun?: boolean }) =>
      importFiles(context, fileNames, options.dryRun ?? false),
    );
}

async function importFiles(context: CommandContext, fileNames: string[], dryRun: boolean): Promise<void> {
  const files = readCustomerFiles(context, fileNames);
  const results = await context.withDatabase(async (db) => {
    for (const file of files)
      warnOfMissingSecrets(context, file, await listSecretNames(db, file.configuration.customer));
    return importCustomers(db, files, { importedBy: userName(), dryRun }, context.now());
  });
  for (const result of results) for (const line of described(result, dryRun)) context.answer(line);
}

function described(result: ImportResult, dryRun: boolean): string[] {
  const { customer, fileName, outcome, version } = result;
  if (outcome === "unchanged")
    return [`${customer}: unchanged, version ${version} stays in force (${fileName})`];
  const what = dryRun
    ? `would be ${outcome}${outcome === "changed" && result.differences.length === 0 ? " in its text alone" : ""}`
    : `${outcome}, version ${version} is in force for the next incident`;
  const lines = dryRun ? result.differences.map((difference) => `  ${describeDifference(difference)}`) : [];
  return [`${customer}: ${what} (${fileName})`, ...lines];
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container's user may have a number and no name.
    return `user ${process.getuid?.() ?? "unknown"}`;
  }
}
