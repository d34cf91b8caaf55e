import type { Database, Queryable } from "../connect.ts";
import { and, eq, isNull, type SQLWrapper } from "../drizzle.ts";
import { type Places, prepared, type Query } from "../prepared.ts";
import type { alerts, incidents } from "../schema/index.ts";

/** Identifies an incident among all customers' (R5.1c); alerts of one key are relayed in order. */
export interface RelayKey {
  /** null: no known customer. */
  customer: string | null;
  source: string;
  dedupKey: string;
}

type Values = { readonly [Part in keyof RelayKey]: RelayKey[Part] | SQLWrapper };

export const hasKey = (table: typeof alerts | typeof incidents, { customer, source, dedupKey }: Values) =>
  and(
    customer === null ? isNull(table.customer) : eq(table.customer, customer),
    eq(table.source, source),
    eq(table.dedupKey, dedupKey),
  );

export type KeyPlaces<Given> = Omit<Places<Given>, "customer"> & { readonly customer: SQLWrapper | null };

/** A prepared query about a key. PostgreSQL compares with null in another way than with a name. */
export function preparedForKey<Given extends RelayKey, Result>(
  build: (db: Database, given: KeyPlaces<Given>) => Query<Result>,
): (on: Queryable, given: Given) => Promise<Result> {
  const ofCustomer = prepared((db, given: Places<Given>) => build(db, given as KeyPlaces<Given>));
  const ofNobody = prepared((db, given: Places<Given>) =>
    build(db, Object.create(given, { customer: { value: null } })),
  );
  return (on, given) => (given.customer === null ? ofNobody : ofCustomer)(on, given);
}
