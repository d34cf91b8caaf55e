import { sql } from "drizzle-orm";
import { customType, timestamp } from "drizzle-orm/pg-core";
import type { Text } from "../../domain/words/phrase.ts";

/** An instant, to the millisecond, as a `Date`. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** A phrase of ours, or somebody else's words as they are: also where those look like JSON. */
export const reason = customType<{ data: Text; driverData: string }>({
  dataType: () => "jsonb",
  toDriver: (text) => JSON.stringify(text),
  fromDriver: (kept) => kept as unknown as Text,
});

/** A transaction's number, as text: it only ever grows, but is beyond what a number holds exactly. */
const transactionId = customType<{ data: string }>({ dataType: () => "xid8" });

/** The transaction that wrote the row last (set again by a trigger): what changed since a snapshot is found by it. */
export const changedBy = () => transactionId("changed_by").notNull().default(sql`pg_current_xact_id()`);
