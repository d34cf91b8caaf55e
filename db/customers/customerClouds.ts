import {
  type CloudPlace,
  externalIdsNamed,
  externalIdsOfOthers,
  type NamedRole,
} from "../../domain/customers/cloudAccess.ts";
import type { CustomerConfiguration } from "../../domain/customers/configuration.ts";
import { DomainError } from "../../domain/errors.ts";
import type { Queryable } from "../connect.ts";
import { and, eq, isNotNull, isNull, notInArray, sql } from "../drizzle.ts";
import { customers, customerVersions } from "../schema/index.ts";
import { nameExternalIds, ownersOf } from "./externalIds.ts";

/** Customers' files name external ids that belong to other customers. */
export class ForeignExternalIds extends DomainError {
  readonly places: readonly CloudPlace[];

  constructor(places: readonly CloudPlace[]) {
    const names = places.map(({ customer, system }) => `${customer} ${system}`).join(", ");
    super("foreign_external_id", `Another customer has named the external id of ${names}.`);
    this.places = places;
  }
}

/**
 * Makes the external ids named by these configurations their customers' own. Throws `ForeignExternalIds`.
 * Each id is taken before anything is compared, so of two simultaneous imports one is refused.
 */
export async function keepExternalIdsApart(
  db: Queryable,
  configurations: readonly CustomerConfiguration[],
  dryRun: boolean,
  now: Date,
): Promise<void> {
  const named = configurations.flatMap(externalIdsNamed);
  if (!dryRun) await nameExternalIds(db, named, now);
  // A dry run stores no owners, so the first of two files counts as the owner.
  const firstNamed = named.toReversed().map(({ externalId, customer }) => [externalId, customer] as const);
  const known = await ownersOf(
    db,
    named.map(({ externalId }) => externalId),
  );
  const foreign = externalIdsOfOthers(named, new Map([...firstNamed, ...known]));
  if (foreign.length > 0) throw new ForeignExternalIds(foreign);
}

/** The roles named by the files in force, without those of these customers. */
export async function rolesInForce(
  db: Queryable,
  besides: readonly string[],
): Promise<Pick<NamedRole, "customer" | "role">[]> {
  const role = sql<string>`system.value #>> '{cloud,role}'`;
  return await db
    .select({ customer: customers.id, role })
    .from(customers)
    .innerJoin(customerVersions, eq(customerVersions.id, customers.currentVersion))
    .innerJoin(sql`jsonb_each(${customerVersions.configuration} -> 'systems') as system`, isNotNull(role))
    .where(and(isNull(customers.retiredAt), notInArray(customers.id, [...besides])));
}
