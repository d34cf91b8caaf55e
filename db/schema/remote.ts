import { pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** Host keys of managed targets that a person has checked, for targets whose file pins none. */
export const hostKeys = pgTable(
  "host_keys",
  {
    customer: text("customer").notNull(),
    system: text("system").notNull(),
    target: text("target").notNull(),
    /** `SHA256:…` as `ssh-keygen -lf` prints it. */
    fingerprint: text("fingerprint").notNull(),
    storedAt: instant("stored_at").notNull(),
    storedBy: text("stored_by").notNull(),
  },
  (table) => [primaryKey({ columns: [table.customer, table.system, table.target] })],
);
