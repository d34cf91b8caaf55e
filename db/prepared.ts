import { is, type Placeholder, SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { drizzle } from "drizzle-orm/postgres-js";
import type { Database, Queryable } from "./connect.ts";
import * as schema from "./schema/index.ts";

/** The places of a query's values, which each run fills in. */
export type Places<Values> = { readonly [Name in keyof Values & string]: Placeholder<Name, Values[Name]> };

/** Drizzle's query with its SQL and the mapping of its rows. */
interface Built<Result> {
  execute(values?: Record<string, unknown>): Promise<Result>;
}
type Query<Result> = { prepare(name: string): Built<Result> } | SQL<Result>;

/** Builds queries without a connection. */
const builder = drizzle.mock({ schema });
const dialect = new PgDialect();

/**
 * A query whose SQL is built once, when it first runs: building it anew takes drizzle longer than sending it. For
 * what every alert, call or message waits for. The query runs wherever it is told to, in a transaction or not.
 */
export function prepared<Values extends object, Result>(
  build: (db: Database, values: Places<Values>) => Query<Result>,
): (on: Queryable, values: Values) => Promise<Result> {
  let built: Built<Result> | undefined;
  return (on, values) => {
    built ??= builtFrom(build(builder as unknown as Database, places as Places<Values>));
    const here: Built<Result> = Object.create(built, { client: { value: clientOf(on) } });
    return here.execute(values as Record<string, unknown>);
  };
}

const places: unknown = new Proxy({}, { get: (_, name) => sql.placeholder(String(name)) });

const builtFrom = <Result>(query: Query<Result>): Built<Result> =>
  is(query, SQL)
    ? (builder._.session.prepareQuery(
        dialect.sqlToQuery(query),
        undefined,
        undefined,
        false,
      ) as Built<Result>)
    : query.prepare("");

/** Drizzle keeps the connection in the session, where a prepared query finds its own. */
const clientOf = (on: Queryable): unknown => (on._.session as unknown as { client: unknown }).client;
