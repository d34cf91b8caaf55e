import type { Level } from "../../domain/alerts/level.ts";
import { bigserial, index, integer, jsonb, pgTable, sql, text } from "../drizzle.ts";
import { instant } from "./columns.ts";

/**
 * What a workflow may be told, by the kind of its row. A word says that something happened; its meaning is in
 * the rows. Alerts take another way: their relay first binds them to incidents, in their own order.
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
 * What workflows must still be told, and what they were told recently. A word is written in the transaction
 * of what it reports (db/outbox/write.ts), so it is told exactly if that happened.
 */
export const outbox = pgTable(
  "outbox",
  {
    /** The words of one row are told in this order. */
    id: bigserial("id", { mode: "number" }).primaryKey(),
    kind: text("kind").$type<Kind>().notNull(),
    /** The incident, test or secondary response whose workflow is addressed. */
    rowId: integer("row_id").notNull(),
    word: jsonb("word").$type<Words[Kind]>().notNull(),
    writtenAt: instant("written_at").notNull(),
    /** How often telling it failed. */
    failures: integer("failures").notNull().default(0),
    /** Left alone until then: a server is telling it, or it has just failed. */
    notBefore: instant("not_before"),
    /** Null until its workflow has been told. */
    relayedAt: instant("relayed_at"),
  },
  (table) => [
    index("outbox_waiting").on(table.id).where(sql`relayed_at is null`),
    index("outbox_waiting_by_row").on(table.kind, table.rowId, table.id).where(sql`relayed_at is null`),
    index("outbox_relayed").on(table.relayedAt).where(sql`relayed_at is not null`),
  ],
);
