import { integer, pgTable, primaryKey, text } from "../drizzle.ts";
import { instant } from "./columns.ts";

/** Workers' heartbeats, which `/readyz` reads. */
export const workerHeartbeats = pgTable("worker_heartbeats", {
  worker: text("worker").primaryKey(),
  at: instant("at").notNull(),
});

/** Failures of activities, counted for `/metrics`. */
export const activityFailures = pgTable(
  "activity_failures",
  {
    activity: text("activity").notNull(),
    code: text("code").notNull(),
    count: integer("count").notNull(),
  },
  (table) => [primaryKey({ columns: [table.activity, table.code] })],
);
