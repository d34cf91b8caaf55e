import type { Database, Queryable } from "./connect.ts";
import { drizzle, is, Param, PgDialect, type Placeholder, SQL, sql } from "./drizzle.ts";
import * as schema from "./schema/index.ts";

/**
 * The places of a query's values, which each run fills in. Drizzle also takes them in `set()`, which its types
 * allow only for SQL.
 */
export type Places<Values> = {
  readonly [Name in keyof Values & string]: Placeholder<Name, Values[Name]> & SQL<Values[Name]>;
};

/** Drizzle's query with its SQL and the mapping of its rows. */
interface Built<Result> {
  execute(values?: Record<string, unknown>): Promise<Result>;
}
export type Query<Result> = { prepare(name: string): Built<Result> } | SQL<Result>;

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

function builtFrom<Result>(query: Query<Result>): Built<Result> {
  const built = is(query, SQL)
    ? builder._.session.prepareQuery(dialect.sqlToQuery(query), undefined, undefined, false)
    : query.prepare("");
  const { params } = built as unknown as { params: unknown[] };
  const takingNull = params.map((param) => (is(param, Param) ? orNull(param) : param));
  return Object.create(built, { params: { value: takingNull } });
}

/** Drizzle encodes a value that is filled in without expecting null. */
const orNull = ({ value, encoder }: Param): Param =>
  new Param(value, {
    mapToDriverValue: (given) => (given === null ? null : encoder.mapToDriverValue(given)),
  });

/** Drizzle keeps the connection in the session, where a prepared query finds its own. */
const clientOf = (on: Queryable): unknown => (on._.session as unknown as { client: unknown }).client;
