import type { Database } from "../../db/connect.ts";
import { ForeignExternalIds } from "../../db/customers/customerClouds.ts";
import { type ImportResult, importCustomers } from "../../db/customers/customerImport.ts";
import { listSecretNames, readSecret } from "../../db/customers/secrets.ts";
import { describeDifference } from "../../domain/customers/difference.ts";
import { DomainError } from "../../domain/errors.ts";
import { offered } from "../../runbooks/catalogue.ts";
import { audited } from "../audited.ts";
import type { CommandContext } from "../context.ts";
import {
  readCustomerFiles,
  refuseForeignExternalIds,
  refuseSecretWebhooks,
  warnOfMissingSecrets,
  warnOfSharedRoles,
} from "../customerFiles.ts";
import { userName } from "../userName.ts";

export async function importFiles(
  context: CommandContext,
  fileNames: string[],
  { dryRun = false }: { dryRun?: boolean },
): Promise<void> {
  const files = await readCustomerFiles(context, fileNames, offered(await context.catalogue()));
  const results = await context.withDatabase(async (db) => {
    for (const file of files)
      warnOfMissingSecrets(context, file, await listSecretNames(db, file.configuration.customer));
    await refuseSecretWebhooks(context, files, (customer, name) => secretHere(context, db, customer, name));
    const work = async () => {
      try {
        return await importCustomers(db, files, { importedBy: userName(), dryRun }, context.now());
      } catch (error) {
        if (error instanceof ForeignExternalIds) refuseForeignExternalIds(context, files, error.places);
        throw error;
      }
    };
    if (dryRun) return work();
    const imported = files.map(({ configuration }) => configuration.customer);
    const detail = { files: fileNames, customers: imported };
    const [customer, ...others] = imported;
    const only = others.length === 0 ? (customer ?? null) : null;
    return audited(db, { action: "import", customer: only, detail, at: context.now() }, work);
  });
  for (const [index, { sharedRoles }] of results.entries())
    warnOfSharedRoles(context, files[index]!, sharedRoles);
  for (const result of results) for (const line of described(result, dryRun)) context.answer(line);
}

/** null: the secret is not set, or this process does not have its key. */
async function secretHere(
  context: CommandContext,
  db: Database,
  customer: string,
  name: string,
): Promise<string | null> {
  if (!context.hasVault()) return null;
  try {
    return await readSecret(db, context.vault(), customer, name);
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
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
