import { type SQL, sql } from "drizzle-orm";
import type { Queryable } from "../connect.ts";
import { executePrepared } from "../prepared.ts";
import { calls, incidents, runbookRuns, secondaryResponses, timeline } from "../schema/index.ts";

export interface Changes {
  /** For the next question: what was visible now. */
  cursor: string;
  /** The cursor is of this database; one of another database tells nothing. */
  known: boolean;
  /** The numbers of the incidents, each once; as many as `limit` at most. */
  incidents: number[];
}

/**
 * Which incidents were changed by transactions that a cursor had not seen. The cursor is a snapshot: it names those
 * that were still under way, so that nothing is left out and nothing repeated, whatever the order of commits.
 */
export async function changesSince(db: Queryable, cursor: string, limit: number): Promise<Changes> {
  const [row] = await executePrepared<Changes & Record<string, unknown>>(
    db,
    sql`select pg_current_snapshot()::text as cursor,
      pg_snapshot_xmax(${cursor}::pg_snapshot) <= pg_snapshot_xmax(pg_current_snapshot()) as known,
      array(
        ${changed(incidents, sql`number`, cursor, limit)}
        union ${changed(calls, sql`incident`, cursor, limit)}
        union ${changed(timeline, sql`incident`, cursor, limit)}
        union ${changed(secondaryResponses, sql`incident`, cursor, limit)}
        union ${changed(runbookRuns, sql`incident`, cursor, limit)}
        limit ${limit}
      ) as incidents`,
  );
  return row!;
}

/** What is visible now. */
export async function changesCursor(db: Queryable): Promise<string> {
  const [row] = await db.execute<{ cursor: string }>(sql`select pg_current_snapshot()::text as cursor`);
  return row!.cursor;
}

/** Whether a text that came from outside is a cursor: `lowest:next:those,between,still,under,way`. */
export function isChangesCursor(text: string): boolean {
  const [, lowest, next, list] = /^(\d{1,19}):(\d{1,19}):((?:\d{1,19}(?:,\d{1,19})*)?)$/.exec(text) ?? [];
  if (lowest === undefined || next === undefined || list === undefined) return false;
  const underWay = list === "" ? [] : list.split(",").map(BigInt);
  const inOrder = underWay.every((id, index) => index === 0 || underWay[index - 1]! < id);
  const inside = underWay.every((id) => BigInt(lowest) <= id && id < BigInt(next));
  return BigInt(lowest) > 0n && BigInt(lowest) <= BigInt(next) && inOrder && inside;
}

/** In the index's order, so that the index is what is read, however large the table. */
const changed = (
  table: typeof incidents | typeof calls | typeof timeline | typeof runbookRuns | typeof secondaryResponses,
  incident: SQL,
  cursor: string,
  limit: number,
): SQL =>
  sql`(select ${incident} from ${table} where changed_by >= pg_snapshot_xmin(${cursor}::pg_snapshot)
    and not pg_visible_in_snapshot(changed_by, ${cursor}::pg_snapshot) order by changed_by limit ${limit})`;
