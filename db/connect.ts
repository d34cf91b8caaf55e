import { hostname } from "node:os";
import postgres from "postgres";
import { drizzle, type PostgresJsDatabase } from "./drizzle.ts";
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

/** PostgreSQL cuts a connection's name at 63 characters, and the process id must fit. */
const longestHostName = 40;

/** The name of a process's connections, by which others see whether it lives. */
export const processName = (part: "api" | "worker"): string =>
  `${part}:${hostname().slice(0, longestHostName)}:${process.pid}`;

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

type Unsafe = postgres.Sql["unsafe"];
type Act = (transaction: postgres.TransactionSql) => unknown;

/**
 * The same client, preparing every statement with parameters once per connection. Drizzle alone has each one
 * parsed every time, after an extra round trip for parameter types: half the time of a query.
 */
function preparing<Client extends postgres.Sql | postgres.TransactionSql>(client: Client): Client {
  return new Proxy(client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name === "unsafe") return prepared(value as Unsafe);
      if (name === "begin" || name === "savepoint") return insidePreparing(value as (act: Act) => unknown);
      return value;
    },
  });
}

/** Without parameters there is nothing to gain, and one text may hold several statements (migrations). */
const prepared =
  (unsafe: Unsafe): Unsafe =>
  (query, parameters, options) =>
    unsafe(query, parameters, { ...options, prepare: parameters !== undefined && parameters.length > 0 });

const insidePreparing = (begin: (act: Act) => unknown) => (act: Act) =>
  begin((transaction) => untilConnectionLost(() => act(preparing(transaction))));

/**
 * Does a transaction's work; never returns if its connection is lost. The driver then rejects the transaction
 * itself. If it learned of the failure from here, it would first write a rollback to the closed socket, which
 * ends the whole process (porsager/postgres#1208).
 */
async function untilConnectionLost<Result>(act: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (isConnectionLost(error)) return await new Promise(() => {});
    throw error;
  }
}

/** Codes of the socket, of the driver, and of PostgreSQL when it ends a connection (57P01 to 57P03, 25P03). */
const lostCodes = /^(CONNECTION_|ECONNRESET$|EPIPE$|ETIMEDOUT$|57P0|25P03$)/;

function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && lostCodes.test(String(error.code))) || isConnectionLost(error.cause);
}
