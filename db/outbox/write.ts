import type { Queryable, Transaction } from "../connect.ts";
import { type SQL, type SQLWrapper, sql } from "../drizzle.ts";
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
 * any; null: nobody is told. Returns whether there were rows.
 */
export async function changeAndTell<To extends Kind>(
  db: Queryable,
  change: SQLWrapper,
  letter: Letter<To> | null,
): Promise<boolean> {
  const changed = await db.execute(
    sql`with changed as ${change}${letter === null ? sql`` : telling(letter)} select from changed limit 1`,
  );
  return changed.length > 0;
}

const telling = ({ to, row, word, at }: Letter): SQL => sql`, told as (
  insert into outbox (kind, row_id, word, written_at)
  select ${to}, ${row}::integer, ${JSON.stringify(word)}::jsonb, ${at.toISOString()}::timestamptz
  from changed limit 1
)`;
