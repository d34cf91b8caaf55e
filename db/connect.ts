import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { preparing } from "./preparedStatements.ts";
import * as schema from "./schema/index.ts";

export type Database = PostgresJsDatabase<typeof schema>;
/** For use inside `db.transaction(...)`; every query accepts either. */
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
export type Queryable = Database | Transaction;

export interface DatabaseConnection {
  db: Database;
  sql: postgres.Sql;
  close(): Promise<void>;
}

export interface ConnectOptions {
  maxConnections?: number;
  /** The name under which the database lists the connections. */
  name?: string;
}

/** Opens a pool; connections are made when first needed. */
export function connect(databaseUrl: string, options: ConnectOptions = {}): DatabaseConnection {
  const sql = postgres(databaseUrl, {
    max: options.maxConnections ?? 10,
    idle_timeout: 60,
    connect_timeout: 5,
    // By default the driver waits up to 20 s before it retries, even if the database is back sooner.
    backoff: (attempt: number) => Math.min(2 ** attempt / 20, 1),
    onnotice: () => {},
    connection: { application_name: options.name ?? "toban", TimeZone: "UTC" },
  });
  return { db: drizzle(preparing(sql), { schema }), sql, close: () => sql.end({ timeout: 5 }) };
}
