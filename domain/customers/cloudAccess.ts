import type { CustomerConfiguration } from "./configuration.ts";

/** Whether a customer's calls may use the process's own credentials. `named` holds customers' ids; `*` means all. */
export const mayUseOwnCredentials = (customer: string, named: readonly string[]): boolean =>
  named.includes("*") || named.includes(customer);

/** The cloud of one system in a customer's file. */
export interface CloudPlace {
  customer: string;
  system: string;
}

export interface NamedExternalId extends CloudPlace {
  externalId: string;
}

export function externalIdsNamed({ customer, systems }: CustomerConfiguration): NamedExternalId[] {
  return Object.entries(systems).flatMap(([system, { cloud }]) =>
    cloud === null || cloud.externalId === null ? [] : [{ customer, system, externalId: cloud.externalId }],
  );
}

/** The customer that owns each external id; null: no customer, because several named it before ids were kept apart. */
export type ExternalIdOwners = ReadonlyMap<string, string | null>;

/**
 * External ids that do not belong to the customer naming them. An external id tells a role's owner for whom we come,
 * so a foreign one would open another customer's account.
 */
export const externalIdsOfOthers = (
  named: readonly NamedExternalId[],
  owners: ExternalIdOwners,
): NamedExternalId[] => named.filter(({ externalId, customer }) => owners.get(externalId) !== customer);

export interface NamedRole extends CloudPlace {
  role: string;
}

export function rolesNamed({ customer, systems }: CustomerConfiguration): NamedRole[] {
  return Object.entries(systems).flatMap(([system, { cloud }]) =>
    cloud === null || cloud.role === null ? [] : [{ customer, system, role: cloud.role }],
  );
}

export interface SharedRole extends NamedRole {
  /** The other customers, in order. */
  others: string[];
}

/** The given roles that other customers name too. */
export function sharedRoles(
  named: readonly NamedRole[],
  all: readonly Pick<NamedRole, "customer" | "role">[],
): SharedRole[] {
  return named.flatMap((one) => {
    const same = all.filter(({ role, customer }) => role === one.role && customer !== one.customer);
    const others = [...new Set(same.map(({ customer }) => customer))].sort();
    return others.length === 0 ? [] : [{ ...one, others }];
  });
}
