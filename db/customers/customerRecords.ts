import type { CustomerConfiguration } from "../../domain/customers/configuration.ts";
import type { Database, Queryable } from "../connect.ts";
import { and, count, desc, eq, isNull, lt } from "../drizzle.ts";
import { customers, customerVersions, incidents } from "../schema/index.ts";
import { configurationVersion } from "./customers.ts";

/** Every customer under contract, with its configuration in force and its number of open incidents. */
export async function customersInForce(
  db: Database,
): Promise<{ configuration: CustomerConfiguration; openIncidents: number }[]> {
  const [rows, open] = await Promise.all([
    db
      .select({ id: customers.id, version: customers.currentVersion })
      .from(customers)
      .where(isNull(customers.retiredAt))
      .orderBy(customers.id),
    db
      .select({ customer: incidents.customer, incidents: count() })
      .from(incidents)
      .where(isNull(incidents.closedAt))
      .groupBy(incidents.customer),
  ]);
  const openOf = new Map(open.map((row) => [row.customer, row.incidents]));
  return await Promise.all(
    rows.map(async ({ id, version }) => ({
      configuration: await configurationVersion(db, version),
      openIncidents: openOf.get(id) ?? 0,
    })),
  );
}

export interface ImportedVersion {
  id: number;
  fileName: string;
  importedAt: Date;
  importedBy: string;
}

/** A customer's imports, newest first. */
export async function importsOf(db: Queryable, customer: string, limit: number): Promise<ImportedVersion[]> {
  return await db
    .select({
      id: customerVersions.id,
      fileName: customerVersions.fileName,
      importedAt: customerVersions.importedAt,
      importedBy: customerVersions.importedBy,
    })
    .from(customerVersions)
    .where(eq(customerVersions.customer, customer))
    .orderBy(desc(customerVersions.id))
    .limit(limit);
}

/** The configuration that a version replaced; null for a customer's first. */
export async function configurationBefore(
  db: Database,
  customer: string,
  version: number,
): Promise<CustomerConfiguration | null> {
  const [before] = await db
    .select({ id: customerVersions.id })
    .from(customerVersions)
    .where(and(eq(customerVersions.customer, customer), lt(customerVersions.id, version)))
    .orderBy(desc(customerVersions.id))
    .limit(1);
  return before === undefined ? null : await configurationVersion(db, before.id);
}
