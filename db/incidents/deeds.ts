import type { Database } from "../connect.ts";
import { and, asc, eq, isNull, like, notLike, or } from "../drizzle.ts";
import { callFacts, calls, dispatches, runbookRuns, timeline } from "../schema/index.ts";

/** What the rows hold of what was done about an incident in one occurrence. */
export interface Deeds {
  dispatches: (typeof dispatches.$inferSelect)[];
  calls: (typeof calls.$inferSelect)[];
  /** Every 1 that won. */
  wins: (typeof callFacts.$inferSelect)[];
  /** Including runs that began earlier and are still in progress. */
  runs: (typeof runbookRuns.$inferSelect)[];
  lines: TimelineFact[];
  facts: Set<string>;
}

export interface TimelineFact {
  fact: string;
  kind: string;
  actor: string;
  at: Date;
}

/** The timeline's lines in order, without those of arriving alerts. */
export async function linesOf(db: Database, incident: number): Promise<TimelineFact[]> {
  return await db
    .select({ fact: timeline.fact, kind: timeline.kind, actor: timeline.actor, at: timeline.at })
    .from(timeline)
    .where(and(eq(timeline.incident, incident), notLike(timeline.fact, "alert/%")))
    .orderBy(asc(timeline.id));
}

export async function deedsOf(
  db: Database,
  incident: number,
  occurrence: number,
  lines: TimelineFact[],
): Promise<Deeds> {
  const [told, rung, wins, runs] = await Promise.all([
    db
      .select()
      .from(dispatches)
      .where(
        and(
          eq(dispatches.incident, incident),
          // A notice of a run's end is stored under the run's name.
          or(like(dispatches.step, `${occurrence}/%`), like(dispatches.step, "run/%")),
        ),
      )
      .orderBy(asc(dispatches.id)),
    db.select().from(calls).where(eq(calls.incident, incident)).orderBy(asc(calls.claimedAt)),
    db
      .select()
      .from(callFacts)
      .where(and(eq(callFacts.incident, incident), eq(callFacts.wins, true)))
      .orderBy(asc(callFacts.id)),
    db
      .select()
      .from(runbookRuns)
      .where(
        and(
          ...[eq(runbookRuns.incident, incident), notLike(runbookRuns.step, "secondary/%")],
          or(isNull(runbookRuns.endedAt), like(runbookRuns.step, `${occurrence}/%`)),
        ),
      ),
  ]);
  const facts = new Set(lines.map(({ fact }) => fact));
  return { dispatches: told, calls: rung, wins, runs, lines, facts };
}
