import { boolean, index, jsonb, pgTable, serial, sql, text } from "../drizzle.ts";
import { instant } from "./columns.ts";

/**
 * 静観 (R5.10): asked for by people, or planned in a customer's file. Whether an alert is silenced at a moment
 * follows from the rows; what happens to open incidents as one begins or ends is told by db/silences/changes.ts.
 */
export const silences = pgTable(
  "silences",
  {
    id: serial("id").primaryKey(),
    customer: text("customer").notNull(),
    system: text("system"),
    targets: jsonb("targets").$type<"all" | string[]>().notNull(),
    alarms: jsonb("alarms").$type<string[]>(),
    /** The same for SQL's `like`, since a customer may have many; null: all. */
    targetsLike: text("targets_like").array(),
    alarmsLike: text("alarms_like").array(),
    from: instant("from_at").notNull(),
    until: instant("until_at").notNull(),
    every: text("every"),
    /** The customer's, by whose clock `every` counts. */
    timezone: text("timezone").notNull(),
    reason: text("reason"),
    requestedBy: text("requested_by").notNull(),
    requestedAt: instant("requested_at").notNull(),
    /** Its place in the customer's file, for planned downtime; null: a person asked for it. */
    planned: text("planned"),
    needsYes: boolean("needs_yes").notNull().default(false),
    answer: text("answer").$type<"approved" | "declined">(),
    answeredBy: text("answered_by"),
    answeredAt: instant("answered_at"),
    endedBy: text("ended_by"),
    endedAt: instant("ended_at"),
    /** When it next begins or ends to hold; null: it never will again. */
    nextChangeAt: instant("next_change_at"),
  },
  (table) => [
    index("silences_by_customer").on(table.customer, table.id),
    index("silences_in_force").on(table.customer, table.until).where(sql`ended_at is null`),
    index("silences_to_change").on(table.nextChangeAt).where(sql`next_change_at is not null`),
    index("silences_planned").on(table.customer, table.planned).where(sql`planned is not null`),
  ],
);

export type SilenceRow = typeof silences.$inferSelect;
