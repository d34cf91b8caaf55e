import type { CustomerConfiguration } from "../../domain/customers/configuration.ts";
import type { Database } from "../connect.ts";
import { and, eq, isNull } from "../drizzle.ts";
import { customers, customerVersions } from "../schema/index.ts";

/** Versions never change, so a process reads each one once and forgets the least recently used. */
const rememberedVersions = 300;
const remembered = new WeakMap<Database, Map<number, CustomerConfiguration>>();

export interface CurrentConfiguration {
  version: number;
  configuration: CustomerConfiguration;
}

/** The configuration for a customer's next incident; null if the customer is unknown or retired. */
export async function currentConfiguration(
  db: Database,
  customer: string,
): Promise<CurrentConfiguration | null> {
  const [current] = await db
    .select({ version: customers.currentVersion })
    .from(customers)
    .where(and(eq(customers.id, customer), isNull(customers.retiredAt)));
  if (current === undefined) return null;
  return { version: current.version, configuration: await configurationVersion(db, current.version) };
}

/** The configuration an incident is pinned to. */
export async function configurationVersion(db: Database, versionId: number): Promise<CustomerConfiguration> {
  const versions = versionsOf(db);
  const known = versions.get(versionId);
  if (known !== undefined) {
    versions.delete(versionId);
    versions.set(versionId, known);
    return known;
  }
  const [row] = await db
    .select({ configuration: customerVersions.configuration })
    .from(customerVersions)
    .where(eq(customerVersions.id, versionId));
  if (row === undefined) throw new Error(`There is no configuration version ${versionId}`);
  versions.set(versionId, row.configuration);
  for (const oldest of versions.keys()) {
    if (versions.size <= rememberedVersions) break;
    versions.delete(oldest);
  }
  return row.configuration;
}

function versionsOf(db: Database): Map<number, CustomerConfiguration> {
  const versions = remembered.get(db) ?? new Map<number, CustomerConfiguration>();
  remembered.set(db, versions);
  return versions;
}
