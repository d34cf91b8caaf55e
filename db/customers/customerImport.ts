import { createHash } from "node:crypto";
import { rolesNamed, type SharedRole, sharedRoles } from "../../domain/customers/cloudAccess.ts";
import type { CustomerConfiguration } from "../../domain/customers/configuration.ts";
import { additions, type Difference, differences } from "../../domain/customers/difference.ts";
import { goingOn, plannedSilences } from "../../domain/silences/planned.ts";
import type { Database, Queryable, Transaction } from "../connect.ts";
import { and, eq, isNull, notInArray, sql } from "../drizzle.ts";
import { customers, customerVersions, sources } from "../schema/index.ts";
import { plannedOf } from "../silences/asked.ts";
import { replacePlanned } from "../silences/silences.ts";
import { keepExternalIdsApart, rolesInForce } from "./customerClouds.ts";

/** A file that was read without mistakes. */
export interface ImportedFile {
  fileName: string;
  text: string;
  configuration: CustomerConfiguration;
}

export interface ImportResult {
  fileName: string;
  customer: string;
  outcome: "new" | "changed" | "unchanged";
  /** The version in force afterwards; null for a new customer in a dry run. */
  version: number | null;
  /** Empty if only comments or layout changed. */
  differences: Difference[];
  /** Its roles that other customers also name: each of them can act where the role's owner lets it in. */
  sharedRoles: SharedRole[];
}

/**
 * Brings customers' files into force, all or none (R2.x). The same file again changes nothing. Versions and
 * intake keys are never deleted; what is no longer in a file is retired. Throws `ForeignExternalIds`.
 */
export async function importCustomers(
  db: Database,
  files: readonly ImportedFile[],
  options: { importedBy: string; dryRun?: boolean },
  now: Date,
): Promise<ImportResult[]> {
  const { importedBy, dryRun = false } = options;
  const configurations = files.map(({ configuration }) => configuration);
  const imported = configurations.map(({ customer }) => customer);
  return db.transaction(async (tx) => {
    // Two simultaneous imports would each compare with what the other is replacing.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('toban import'))`);
    await keepExternalIdsApart(tx, configurations, dryRun, now);
    const roles = [...configurations.flatMap(rolesNamed), ...(await rolesInForce(tx, imported))];
    const results: ImportResult[] = [];
    for (const file of files) {
      const compared = await compareWithCurrent(tx, file);
      const result = { ...compared, sharedRoles: sharedRoles(rolesNamed(file.configuration), roles) };
      if (dryRun) {
        results.push(result);
        continue;
      }
      const isSame = result.outcome === "unchanged";
      const version = isSame ? result.version : await replaceVersion(tx, file, importedBy, now);
      // For an unchanged file this does nothing, unless an older release read it, which planned nothing.
      await planDowntime(tx, file.configuration, now);
      results.push({ ...result, version });
    }
    return results;
  });
}

async function compareWithCurrent(
  db: Queryable,
  file: ImportedFile,
): Promise<Omit<ImportResult, "sharedRoles">> {
  const { fileName, configuration } = file;
  const { customer } = configuration;
  const [current] = await db
    .select({
      version: customers.currentVersion,
      retiredAt: customers.retiredAt,
      configuration: customerVersions.configuration,
      fileHash: customerVersions.fileHash,
    })
    .from(customers)
    .innerJoin(customerVersions, eq(customerVersions.id, customers.currentVersion))
    .where(eq(customers.id, customer));
  if (current === undefined)
    return { fileName, customer, outcome: "new", version: null, differences: additions(configuration) };
  const found = differences(current.configuration, configuration);
  // With a newer release's defaults, the same file may mean something else.
  const isSame = current.fileHash === hashOf(file.text) && found.length === 0 && current.retiredAt === null;
  const outcome = isSame ? "unchanged" : "changed";
  return { fileName, customer, outcome, version: current.version, differences: found };
}

async function replaceVersion(
  db: Queryable,
  file: ImportedFile,
  importedBy: string,
  now: Date,
): Promise<number> {
  const { configuration, fileName, text } = file;
  const { customer, name } = configuration;
  const [version] = await db
    .insert(customerVersions)
    .values({
      customer,
      configuration,
      fileName,
      fileText: text,
      fileHash: hashOf(text),
      importedAt: now,
      importedBy,
    })
    .returning({ id: customerVersions.id });
  const currentVersion = version!.id;
  await db
    .insert(customers)
    .values({ id: customer, name, currentVersion })
    .onConflictDoUpdate({ target: customers.id, set: { name, currentVersion, retiredAt: null } });
  await replaceSources(db, configuration, now);
  return currentVersion;
}

/** Planned downtime holds from the moment its file is in force, and open incidents are told (R5.10). */
async function planDowntime(tx: Transaction, configuration: CustomerConfiguration, now: Date): Promise<void> {
  const { customer } = configuration;
  const planned = goingOn(plannedSilences(configuration, now), await plannedOf(tx, customer));
  await replacePlanned(tx, customer, planned, now);
}

/** Retires a source that left the file, and its keys stop working; if it returns, the keys work again. */
async function replaceSources(db: Queryable, configuration: CustomerConfiguration, now: Date): Promise<void> {
  const { customer } = configuration;
  const names = Object.keys(configuration.sources);
  await db
    .update(sources)
    .set({ retiredAt: now })
    .where(
      and(
        eq(sources.customer, customer),
        isNull(sources.retiredAt),
        names.length === 0 ? undefined : notInArray(sources.name, names),
      ),
    );
  if (names.length === 0) return;
  await db
    .insert(sources)
    .values(Object.entries(configuration.sources).map(([name, { kind }]) => ({ customer, name, kind })))
    .onConflictDoUpdate({
      target: [sources.customer, sources.name],
      set: { kind: sql`excluded.kind`, retiredAt: null },
    });
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
