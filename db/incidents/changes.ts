import type { Queryable } from "../connect.ts";
import { type Placeholder, type SQL, sql } from "../drizzle.ts";
import { type Places, prepared } from "../prepared.ts";
import { calls, incidents, runbookRuns, secondaryResponses, timeline } from "../schema/index.ts";

export interface Changes {
  /** For the next question: what was visible now. */
  cursor: string;
  /** The cursor belongs to this database; another database's cursor is useless here. */
  known: boolean;
  /** The numbers of the changed incidents, each once, at most `limit`. */
  incidents: number[];
}

/**
 * The incidents changed by transactions that a cursor had not seen. The cursor is a snapshot that names the
 * transactions still in progress, so nothing is left out or repeated, whatever the order of commits.
 */
export async function changesSince(db: Queryable, cursor: string, limit: number): Promise<Changes> {
  const [row] = await changedIncidents(db, { cursor, limit });
  return row!;
}

const changedIncidents = prepared(
  (_db, { cursor, limit }: Places<{ cursor: string; limit: number }>) =>
    sql<Changes[]>`select pg_current_snapshot()::text as cursor,
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

/** The cursor for what is visible now. */
export async function changesCursor(db: Queryable): Promise<string> {
  const [row] = await db.execute<{ cursor: string }>(sql`select pg_current_snapshot()::text as cursor`);
  return row!.cursor;
}

/** Whether a text from outside is a cursor: `lowest:next:those,between,still,under,way`. */
export function isChangesCursor(text: string): boolean {
  const [, lowest, next, list] = /^(\d{1,19}):(\d{1,19}):((?:\d{1,19}(?:,\d{1,19})*)?)$/.exec(text) ?? [];
  if (lowest === undefined || next === undefined || list === undefined) return false;
  const underWay = list === "" ? [] : list.split(",").map(BigInt);
  const inOrder = underWay.every((id, index) => index === 0 || underWay[index - 1]! < id);
  const inside = underWay.every((id) => BigInt(lowest) <= id && id < BigInt(next));
  return BigInt(lowest) > 0n && BigInt(lowest) <= BigInt(next) && inOrder && inside;
}

/** In the index's order, so that the index is used however large the table is. */
const changed = (
  table: typeof incidents | typeof calls | typeof timeline | typeof runbookRuns | typeof secondaryResponses,
  incident: SQL,
  cursor: Placeholder,
  limit: Placeholder,
): SQL =>
  sql`(select ${incident} from ${table} where changed_by >= pg_snapshot_xmin(${cursor}::pg_snapshot)
    and not pg_visible_in_snapshot(changed_by, ${cursor}::pg_snapshot) order by changed_by limit ${limit})`;
