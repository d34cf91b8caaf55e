import type postgres from "postgres";
import { untilConnectionLost } from "./lostConnection.ts";

type Unsafe = postgres.Sql["unsafe"];
type Act = (transaction: postgres.TransactionSql) => unknown;

/**
 * The same client, with every statement that has parameters prepared once for each connection. As drizzle asks for them they
 * are parsed every time, after an extra round trip for the parameters' types: that was half the time of a query.
 */
export function preparing<Client extends postgres.Sql | postgres.TransactionSql>(client: Client): Client {
  return new Proxy(client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name === "unsafe") return prepared(value as Unsafe);
      if (name === "begin" || name === "savepoint") return insidePreparing(value as (act: Act) => unknown);
      return value;
    },
  });
}

/** Without parameters nothing is gained, and several statements may stand in one text (migrations). */
const prepared =
  (unsafe: Unsafe): Unsafe =>
  (query, parameters, options) =>
    unsafe(query, parameters, { ...options, prepare: parameters !== undefined && parameters.length > 0 });

const insidePreparing = (begin: (act: Act) => unknown) => (act: Act) =>
  begin((transaction) => untilConnectionLost(() => act(preparing(transaction))));
