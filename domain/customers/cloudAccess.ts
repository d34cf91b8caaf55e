import type { CustomerConfiguration } from "./configuration.ts";

/** Whether a customer's calls may use the process's own credentials; `named` holds customers' ids, `*` is all of them. */
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

/** Whose each external id is; null: no customer's, since several had named it before ids were kept apart. */
export type ExternalIdOwners = ReadonlyMap<string, string | null>;

/** By an external id a role's owner knows for whom we come: one that is not the customer's own opens another's account. */
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

/** Of these roles, those that other customers name too. */
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
