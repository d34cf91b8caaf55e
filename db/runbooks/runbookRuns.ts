import type { RunState, StepState, Undone } from "../../domain/runbooks/story.ts";
import type { Text } from "../../domain/words/phrase.ts";
import type { Database, Queryable } from "../connect.ts";
import {
  and,
  asc,
  desc,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  like,
  notInArray,
  notLike,
  type Placeholder,
  type SQL,
  sql,
} from "../drizzle.ts";
import { refreshFirstResponse } from "../incidents/firstResponse.ts";
import type { IncidentTransaction } from "../incidentTransaction.ts";
import { type Places, prepared } from "../prepared.ts";
import { runbookRuns, runbookSteps } from "../schema/index.ts";
import { insertingLines, type TimelineLine, tellTimeline, written } from "../timelineLines.ts";

export type RunRow = typeof runbookRuns.$inferSelect;
export type RunStepRow = typeof runbookSteps.$inferSelect;

/** Adds the row of a run, or returns the one this step already has. */
export async function addRun(
  db: Queryable,
  row: typeof runbookRuns.$inferInsert,
): Promise<{ row: RunRow; isNew: boolean }> {
  const [added] = await db.insert(runbookRuns).values(row).onConflictDoNothing().returning();
  if (added !== undefined) return { row: added, isNew: true };
  return { row: (await runOfStep(db, row.incident, row.step))!, isNew: false };
}

/**
 * The same for a run that a rule begins: at most `most` of a runbook on one target within an hour (R5.6),
 * over all incidents; null: that many were begun. Runs that operators started or that never ran do not count.
 */
export async function addAutomaticRun(
  db: Database,
  row: typeof runbookRuns.$inferInsert & { system: string; target: string },
  most: number,
): Promise<RunRow | null> {
  const { customer, system, target, runbook } = row;
  const name = ["run", customer, system, target, runbook].join("/");
  return await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 2))`);
    const known = await runOfStep(tx, row.incident, row.step);
    if (known !== null) return known;
    const isOfThem = and(
      ...[eq(runbookRuns.customer, customer), eq(runbookRuns.system, system), eq(runbookRuns.target, target)],
      ...[eq(runbookRuns.runbook, runbook), like(runbookRuns.step, "%/first-response/%")],
      notInArray(runbookRuns.state, ["refused", "skipped"]),
      gt(runbookRuns.startedAt, new Date(row.startedAt.getTime() - 3_600_000)),
    );
    if ((await tx.$count(runbookRuns, isOfThem)) >= most) return null;
    return (await addRun(tx, row)).row;
  });
}

export async function runOfStep(db: Queryable, incident: number, step: string): Promise<RunRow | null> {
  const [row] = await db
    .select()
    .from(runbookRuns)
    .where(and(eq(runbookRuns.incident, incident), eq(runbookRuns.step, step)));
  return row ?? null;
}

export const readRun = async (db: Queryable, id: string): Promise<RunRow> =>
  mustBeThere(await reading(db, { id }), id);

const reading = prepared((db, { id }: Places<{ id: string }>) =>
  db.select().from(runbookRuns).where(eq(runbookRuns.id, id)),
);

function mustBeThere([row]: readonly RunRow[], id: string): RunRow {
  if (row === undefined) throw new Error(`there is no run ${id}`);
  return row;
}

/** The secondary response a run belongs to; null: the incident's own run. */
export function secondaryOfRun({ step }: Pick<RunRow, "step">): number | null {
  const [, secondary] = /^secondary\/(\d+)\//.exec(step) ?? [];
  return secondary === undefined ? null : Number(secondary);
}

/** Oldest first. */
export const runsOf = (db: Queryable, incident: number): Promise<RunRow[]> =>
  db
    .select()
    .from(runbookRuns)
    .where(eq(runbookRuns.incident, incident))
    .orderBy(asc(runbookRuns.startedAt), asc(runbookRuns.id));

export async function stepsOf(db: Queryable, runs: readonly string[]): Promise<RunStepRow[]> {
  if (runs.length === 0) return [];
  return await db
    .select()
    .from(runbookSteps)
    .where(inArray(runbookSteps.run, [...runs]))
    .orderBy(asc(runbookSteps.run), asc(runbookSteps.sequence));
}

export async function isRunGoingOn(db: Queryable, incident: number): Promise<boolean> {
  const rows = await db
    .select({ id: runbookRuns.id })
    .from(runbookRuns)
    .where(
      and(
        eq(runbookRuns.incident, incident),
        isNull(runbookRuns.endedAt),
        notLike(runbookRuns.step, "secondary/%"),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** Starts the run's time limit, which does not include the wait for its turn; returns its row. */
export const markRunStarted = async (db: Queryable, id: string, at: Date): Promise<RunRow> =>
  mustBeThere(await starting(db, { id, at }), id);

const starting = prepared((db, { id, at }: Places<{ id: string; at: Date }>) =>
  db.update(runbookRuns).set({ startedAt: at }).where(eq(runbookRuns.id, id)).returning(),
);

/** Records that the target answered; the first time is a first response (R3.1a). */
export async function markReached(tx: IncidentTransaction, run: RunRow, at: Date): Promise<void> {
  const rows = await reaching(tx, { id: run.id, at });
  if (rows.length > 0) await refreshFirstResponse(tx, run.incident);
}

const reaching = prepared((db, { id, at }: Places<{ id: string; at: Date }>) =>
  db
    .update(runbookRuns)
    .set({ reachedAt: at })
    .where(and(eq(runbookRuns.id, id), isNull(runbookRuns.reachedAt)))
    .returning({ id: runbookRuns.id }),
);

export interface RunEnd {
  state: RunState;
  why: Text | null;
  undone: Undone[];
  stays: { title: string; never: string }[];
  at: Date;
}

/**
 * Ends a run and its open steps: as cut or, in a failed run, as what they last showed. Its turn on the target ends with
 * it; returns whether other runs wait for that.
 */
export async function endRun(
  db: Database,
  id: string,
  end: RunEnd,
  line: TimelineLine | null = null,
): Promise<{ isAwaited: boolean }> {
  const { at, state, why, undone, stays } = end;
  // Sent together, for one round trip.
  const [, , , [kept]] = await db.transaction((tx) =>
    Promise.all([
      line === null ? null : tellTimeline(tx, [line]),
      (state === "failed" ? endStepsAsSeen : endStepsAsCut)(tx, { id, at }),
      ending(tx, { id, state, why, undone, stays, at }),
      turnOf(tx, { id }),
    ]),
  );
  return { isAwaited: kept?.turn !== "at-once" };
}

const ending = prepared((db, { id, at, state, why, undone, stays }: Places<RunEnd & { id: string }>) =>
  db
    .update(runbookRuns)
    .set({ state, why, undone, stays, endedAt: at })
    .where(and(eq(runbookRuns.id, id), isNull(runbookRuns.endedAt))),
);

const turnOf = prepared((db, { id }: Places<{ id: string }>) =>
  db.select({ turn: runbookRuns.turn }).from(runbookRuns).where(eq(runbookRuns.id, id)),
);

const endingSteps = (state: StepState | SQL<StepState>) =>
  prepared((db, { id, at }: Places<{ id: string; at: Date }>) =>
    db
      .update(runbookSteps)
      .set({ state, endedAt: at })
      .where(and(eq(runbookSteps.run, id), eq(runbookSteps.state, "running"))),
  );

/** A question's last answer was "no"; an act was not done. */
const lastWord = sql<StepState>`case when ${runbookSteps.kind} in ('act', 'undo', 'manual') then 'failed' else 'no' end`;
const endStepsAsSeen = endingSteps(lastWord);
const endStepsAsCut = endingSteps("cut");

export type NewStep = Pick<RunStepRow, "run" | "sequence" | "path" | "kind" | "title">;

/** Adds a step's row before the step begins; a repeated activity gets the existing row. */
export async function beginStep(db: Database, step: NewStep, at: Date): Promise<RunStepRow> {
  const { run, sequence, path, kind, title } = step;
  const [added] = await addStep(db, { run, sequence, path, kind, title, at });
  if (added !== undefined) return added;
  const [known] = await db
    .select()
    .from(runbookSteps)
    .where(and(eq(runbookSteps.run, run), eq(runbookSteps.sequence, sequence)));
  return known!;
}

const addStep = prepared((db, { run, sequence, path, kind, title, at }: Places<NewStep & { at: Date }>) =>
  db
    .with(touched(db, run))
    .insert(runbookSteps)
    .values({ run, sequence, path, kind, title, state: "running", startedAt: at })
    .onConflictDoNothing()
    .returning(),
);

export type StepSeen = Partial<Pick<RunStepRow, "state" | "seen" | "output" | "mark" | "askedAt" | "by">> & {
  endedAt?: Date;
};

export async function changeStep(db: Queryable, step: RunStepRow, seen: StepSeen): Promise<RunStepRow> {
  const [row] = await changing(seen)(db, { ...seen, id: step.id, run: step.run });
  return row!;
}

/** The same for a step's end, together with its line on the timeline. */
export async function endStep(
  db: Queryable,
  { id, run }: Pick<RunStepRow, "id" | "run">,
  { state, seen, output }: { state: StepState; seen: Text; output: string | null },
  line: TimelineLine,
): Promise<void> {
  const end = { state, seen: JSON.stringify(seen), output, endedAt: line.at.toISOString() };
  await endingStep(db, { id, run, ...end, lines: written([line]) });
}

interface StepEnding {
  id: number;
  run: string;
  state: StepState;
  seen: string;
  output: string | null;
  endedAt: string;
  lines: string;
}

const endingStep = prepared(
  (_db, { id, run, state, seen, output, endedAt, lines }: Places<StepEnding>) => sql`
    with ended as (
      update runbook_steps
      set state = ${state}, seen = ${seen}::text::jsonb, output = coalesce(${output}, output),
        ended_at = ${endedAt}::timestamptz
      where id = ${id}),
    touched as (update runbook_runs set id = ${run} where id = ${run})
    ${insertingLines(lines)}`,
);

type StepChange = StepSeen & Pick<RunStepRow, "id" | "run">;

/** By the names of what changes. */
const changes = new Map<string, (on: Queryable, values: StepChange) => Promise<RunStepRow[]>>();

function changing(seen: StepSeen) {
  const names = (Object.keys(seen) as (keyof StepSeen)[]).filter((name) => seen[name] !== undefined).sort();
  const change =
    changes.get(names.join()) ??
    prepared((db, places: Places<StepChange>) =>
      db
        .with(touched(db, places.run))
        .update(runbookSteps)
        .set(Object.fromEntries(names.map((name) => [name, places[name]])))
        .where(eq(runbookSteps.id, places.id))
        .returning(),
    );
  changes.set(names.join(), change);
  return change;
}

/** Stores a command's output so far; a step that has ended keeps its last output. */
export async function showOutput(db: Database, { id, run }: RunStepRow, output: string): Promise<void> {
  await db
    .update(runbookSteps)
    .set({ output })
    .where(and(eq(runbookSteps.id, id), eq(runbookSteps.state, "running")));
  await touch(db, run);
}

/** Whether the target was asked for the act at this place, or may have been. */
export async function wasAsked(db: Queryable, run: string, path: string): Promise<boolean> {
  const rows = await db
    .select({ id: runbookSteps.id })
    .from(runbookSteps)
    .where(and(eq(runbookSteps.run, run), eq(runbookSteps.path, path), isNotNull(runbookSteps.askedAt)))
    .limit(1);
  return rows.length > 0;
}

/** The marks of a run's acts, latest first. */
export async function marksOf(db: Queryable, run: string): Promise<string[]> {
  return (await readMarks(db, { run })).map(({ mark }) => mark ?? "");
}

const readMarks = prepared((db, { run }: Places<{ run: string }>) =>
  db
    .select({ mark: runbookSteps.mark })
    .from(runbookSteps)
    .where(and(eq(runbookSteps.run, run), isNotNull(runbookSteps.mark)))
    .orderBy(desc(runbookSteps.sequence)),
);

/** Marks a run's row as changed when its steps change, because the console watches the run's row. */
const touch = (db: Queryable, run: string) =>
  db.update(runbookRuns).set({ id: run }).where(eq(runbookRuns.id, run));

/** The same within the statement that changes a step. */
const touched = (db: Database, run: Placeholder<string, string> & SQL<string>) =>
  db
    .$with("touched")
    .as(
      db
        .update(runbookRuns)
        .set({ id: run })
        .where(eq(runbookRuns.id, run))
        .returning({ id: runbookRuns.id }),
    );
