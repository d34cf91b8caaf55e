import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type postgres from "postgres";
import type { Queryable } from "./connect.ts";

const dialect = new PgDialect();

/**
 * Runs a statement with constant text as a prepared one: PostgreSQL then plans it once per connection, which
 * takes longer than running it. For the few statements every alert waits for. Inside a transaction it runs
 * normally.
 */
export async function executePrepared<Row extends Record<string, unknown>>(
  db: Queryable,
  statement: SQL,
): Promise<readonly Row[]> {
  const { $client: client } = db as { $client?: postgres.Sql };
  const rows: readonly unknown[] =
    client === undefined ? await db.execute(statement) : await runPrepared(client, statement);
  return rows as readonly Row[];
}

function runPrepared(client: postgres.Sql, statement: SQL): postgres.PendingQuery<postgres.Row[]> {
  const { sql, params } = dialect.sqlToQuery(statement);
  return client.unsafe(sql, params as postgres.ParameterOrJSON<never>[], { prepare: true });
}
