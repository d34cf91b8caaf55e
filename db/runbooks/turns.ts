import type { Queryable } from "../connect.ts";
import { and, inArray, isNotNull, sql } from "../drizzle.ts";
import { type Places, prepared } from "../prepared.ts";
import { type RunTurn, runbookRuns } from "../schema/index.ts";

/** How a run stands with its target after it asked. */
export interface Standing {
  /** It has the target for itself. */
  hasTurn: boolean;
  /** Runs at work there that the target's own workflow may not know of. */
  unannounced: string[];
}

/**
 * Gives a run its target if no other run is under way there, whatever it waits for; otherwise the target's own
 * workflow gives turns, to this run and to all that are under way. A run keeps its turn until its row is ended.
 *
 * The two statements decide between runs that ask at the same time by the lock on a run's row: the one that takes a
 * target at once does not take it from a row that another has put in line, and the other sees who took it.
 */
export async function askForTarget(db: Queryable, run: string): Promise<Standing> {
  if ((await takeAtOnce(db, { run })).length > 0) return { hasTurn: true, unannounced: [] };
  const underWay = await lineUp(db, { run });
  const awaited = underWay.filter(({ turn }) => turn === "awaited").map(({ id }) => id);
  // This order was carried out before, and its answer was lost.
  if (awaited.includes(run)) return { hasTurn: true, unannounced: [] };
  return { hasTurn: false, unannounced: awaited };
}

const takeAtOnce = prepared(
  (_db, { run }: Places<{ run: string }>) => sql<{ id: string }[]>`
    update runbook_runs mine set turn = 'at-once'
    where id = ${run} and (turn = 'at-once' or turn is null and not exists (
      select from runbook_runs other
      where other.customer = mine.customer and other.system = mine.system and other.target = mine.target
        and other.ended_at is null and other.id <> mine.id))
    returning id`,
);

/** In order, so that two runs that ask at the same time do not wait for each other. */
const lineUp = prepared(
  (_db, { run }: Places<{ run: string }>) => sql<{ id: string; turn: RunTurn }[]>`
    with there as (
      select other.id from runbook_runs other
      join runbook_runs mine using (customer, system, target)
      where mine.id = ${run} and other.ended_at is null
      order by other.id for update of other)
    update runbook_runs under_way
    set turn = case when turn in ('at-once', 'awaited') then 'awaited' else 'in-line' end
    from there where under_way.id = there.id
    returning under_way.id, turn`,
);

/** Which of these runs have ended. */
export async function endedAmong(db: Queryable, runs: readonly string[]): Promise<string[]> {
  if (runs.length === 0) return [];
  const isEnded = and(inArray(runbookRuns.id, [...runs]), isNotNull(runbookRuns.endedAt));
  const rows = await db.select({ id: runbookRuns.id }).from(runbookRuns).where(isEnded);
  return rows.map(({ id }) => id);
}
