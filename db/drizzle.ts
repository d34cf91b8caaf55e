import { createRequire } from "node:module";

/**
 * All that we use of drizzle-orm, required instead of imported: Node parses a package's package.json anew for each
 * `import` that leads to one of its `.js` files, and drizzle's has 180 kB and a file for everything. That took half a
 * second of each process's start.
 */
const require = createRequire(import.meta.url);
const orm: typeof import("drizzle-orm") = require("drizzle-orm");
const core: typeof import("drizzle-orm/pg-core") = require("drizzle-orm/pg-core");
const driver: typeof import("drizzle-orm/postgres-js") = require("drizzle-orm/postgres-js");
const migrator: typeof import("drizzle-orm/postgres-js/migrator") = require("drizzle-orm/postgres-js/migrator");

export const { and, arrayContains, asc, count, desc, eq, exists, getTableColumns, gt, gte, inArray } = orm;
export const { is, isNotNull, isNull, like, lt, lte, max, min, ne, notInArray, notLike, or, sql } = orm;
export const { Param, SQL } = orm;
export type { Placeholder, SQLWrapper } from "drizzle-orm";
export type Param<Data = unknown, Encoded = unknown> = import("drizzle-orm").Param<Data, Encoded>;
export type SQL<Value = unknown> = import("drizzle-orm").SQL<Value>;

export const { alias, bigint, bigserial, boolean, check, customType, index, integer, jsonb } = core;
export const { PgDialect, pgTable, primaryKey, serial, text, timestamp, uniqueIndex, uuid } = core;
export type { AnyPgColumn } from "drizzle-orm/pg-core";

export const { drizzle } = driver;
export const { migrate } = migrator;
export type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
