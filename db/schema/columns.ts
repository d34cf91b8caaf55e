import type { Text } from "../../domain/words/phrase.ts";
import { customType, sql, timestamp } from "../drizzle.ts";

/** A `Date`, stored to the millisecond. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** A phrase of ours, or another system's words unchanged, even if they look like JSON. */
export const reason = customType<{ data: Text; driverData: string }>({
  dataType: () => "jsonb",
  toDriver: (text) => JSON.stringify(text),
  fromDriver: (kept) => kept as unknown as Text,
});

/** A transaction's number, as text: it only grows, and exceeds the exact range of a number. */
const transactionId = customType<{ data: string }>({ dataType: () => "xid8" });

/** The transaction that last wrote the row (kept by a trigger); shows what changed since a snapshot. */
export const changedBy = () => transactionId("changed_by").notNull().default(sql`pg_current_xact_id()`);
