import { sql } from "drizzle-orm";
import { bigserial, index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { Level } from "../../domain/alerts/level.ts";
import { instant } from "./columns.ts";

/**
 * What may be said to a workflow, by what its row is. A word says that something happened; what it means stands in the
 * rows. Alerts do not come this way: their relay binds them to incidents first, in their own order.
 */
export interface Words {
  incident:
    | { is: "key-pressed"; call: string; digit: string; by: string; occurrence: number; level: Level }
    | { is: "call-ended"; call: string };
  "operation-test": { is: "begun" } | { is: "aborted"; by: string } | { is: "call-ended"; step: string };
  secondary: { is: "changed" };
}

export type Kind = keyof Words;

/**
 * What workflows must still be told, and what they were told lately. A word is written in the transaction of what it
 * tells (db/outbox/write.ts), so that it is told if that happened, and otherwise never.
 */
export const outbox = pgTable(
  "outbox",
  {
    /** Words of one row are told in this order. */
    id: bigserial("id", { mode: "number" }).primaryKey(),
    kind: text("kind").$type<Kind>().notNull(),
    /** The incident, test or secondary response whose workflow is addressed. */
    rowId: integer("row_id").notNull(),
    word: jsonb("word").$type<Words[Kind]>().notNull(),
    writtenAt: instant("written_at").notNull(),
    /** How often telling it failed. */
    failures: integer("failures").notNull().default(0),
    /** Until then it is left alone: a server is telling it, or it has just failed. */
    notBefore: instant("not_before"),
    /** Null while its workflow has not been told. */
    relayedAt: instant("relayed_at"),
  },
  (table) => [
    index("outbox_waiting").on(table.id).where(sql`relayed_at is null`),
    index("outbox_waiting_by_row").on(table.kind, table.rowId, table.id).where(sql`relayed_at is null`),
    index("outbox_relayed").on(table.relayedAt).where(sql`relayed_at is not null`),
  ],
);
