import { type SQLWrapper, sql } from "drizzle-orm";
import type { Queryable, Transaction } from "../connect.ts";
import { type Kind, outbox, type Words } from "../schema/index.ts";

/** One word to the workflow of one row. */
export interface Letter<To extends Kind = Kind> {
  to: To;
  row: number;
  word: Words[To];
  at: Date;
}

/** Writes a word to a row's workflow, in the transaction of what the word reports. */
export async function tellWorkflow<To extends Kind>(
  tx: Transaction,
  { to: kind, row: rowId, word, at: writtenAt }: Letter<To>,
): Promise<void> {
  await tx.insert(outbox).values({ kind, rowId, word, writtenAt });
}

/**
 * The same in one statement: runs an insert or update that returns rows, and writes the word if there are
 * any. Returns whether it did.
 */
export async function changeAndTell<To extends Kind>(
  db: Queryable,
  change: SQLWrapper,
  { to, row, word, at }: Letter<To>,
): Promise<boolean> {
  const changed = await db.execute(sql`
    with changed as ${change}, told as (
      insert into outbox (kind, row_id, word, written_at)
      select ${to}, ${row}::integer, ${JSON.stringify(word)}::jsonb, ${at.toISOString()}::timestamptz
      from changed limit 1
    )
    select from changed limit 1`);
  return changed.length > 0;
}
