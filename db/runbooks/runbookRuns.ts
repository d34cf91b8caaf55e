import type { RunState, StepState, Undone } from "../../domain/runbooks/story.ts";
import type { Text } from "../../domain/words/phrase.ts";
import type { Database, Queryable, Transaction } from "../connect.ts";
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
  sql,
} from "../drizzle.ts";
import { refreshFirstResponse } from "../incidents/firstResponse.ts";
import type { IncidentTransaction } from "../incidentTransaction.ts";
import { runbookRuns, runbookSteps } from "../schema/index.ts";

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

export async function readRun(db: Queryable, id: string): Promise<RunRow> {
  const [row] = await db.select().from(runbookRuns).where(eq(runbookRuns.id, id));
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

/** Starts the run's time limit, which does not include the wait for its turn. */
export async function markRunStarted(db: Queryable, id: string, at: Date): Promise<void> {
  await db.update(runbookRuns).set({ startedAt: at }).where(eq(runbookRuns.id, id));
}

/** Records that the target answered; the first time is a first response (R3.1a). */
export async function markReached(tx: IncidentTransaction, run: RunRow, at: Date): Promise<void> {
  const rows = await tx
    .update(runbookRuns)
    .set({ reachedAt: at })
    .where(and(eq(runbookRuns.id, run.id), isNull(runbookRuns.reachedAt)))
    .returning({ id: runbookRuns.id });
  if (rows.length > 0) await refreshFirstResponse(tx, run.incident);
}

export interface RunEnd {
  state: RunState;
  why: Text | null;
  undone: Undone[];
  stays: { title: string; never: string }[];
  at: Date;
}

/** Ends a run and its open steps: as cut or, in a failed run, as what they last showed. */
export async function endRun(db: Database, id: string, end: RunEnd): Promise<void> {
  const { at, ...set } = end;
  await db.transaction(async (tx) => {
    await tx
      .update(runbookSteps)
      .set({ state: end.state === "failed" ? lastWord : "cut", endedAt: at })
      .where(and(eq(runbookSteps.run, id), eq(runbookSteps.state, "running")));
    await tx
      .update(runbookRuns)
      .set({ ...set, endedAt: at })
      .where(and(eq(runbookRuns.id, id), isNull(runbookRuns.endedAt)));
  });
}

/** A question's last answer was "no"; an act was not done. */
const lastWord = sql<StepState>`case when ${runbookSteps.kind} in ('act', 'undo', 'manual') then 'failed' else 'no' end`;

export type NewStep = Pick<RunStepRow, "run" | "sequence" | "path" | "kind" | "title">;

/** Adds a step's row before the step begins; a repeated activity gets the existing row. */
export async function beginStep(db: Database, step: NewStep, at: Date): Promise<RunStepRow> {
  return await db.transaction(async (tx) => {
    // Sent together, for one round trip.
    const [[added]] = await Promise.all([
      tx
        .insert(runbookSteps)
        .values({ ...step, state: "running", startedAt: at })
        .onConflictDoNothing()
        .returning(),
      touch(tx, step.run),
    ]);
    if (added !== undefined) return added;
    const [known] = await tx
      .select()
      .from(runbookSteps)
      .where(and(eq(runbookSteps.run, step.run), eq(runbookSteps.sequence, step.sequence)));
    return known!;
  });
}

export type StepSeen = Partial<Pick<RunStepRow, "state" | "seen" | "output" | "mark" | "askedAt" | "by">> & {
  endedAt?: Date;
};

export async function changeStep(db: Database, step: RunStepRow, seen: StepSeen): Promise<RunStepRow> {
  const [row] = await change(db, step, seen);
  // Touched last, so that a reader it triggers finds the step changed.
  await touch(db, step.run);
  return row!;
}

/** Stores a command's output so far; a step that has ended keeps its last output. */
export async function showOutput(db: Database, { id, run }: RunStepRow, output: string): Promise<void> {
  await db
    .update(runbookSteps)
    .set({ output })
    .where(and(eq(runbookSteps.id, id), eq(runbookSteps.state, "running")));
  await touch(db, run);
}

export async function changeStepIn(tx: Transaction, step: RunStepRow, seen: StepSeen): Promise<void> {
  await Promise.all([change(tx, step, seen), touch(tx, step.run)]);
}

const change = (db: Queryable, step: RunStepRow, seen: StepSeen): Promise<RunStepRow[]> =>
  db.update(runbookSteps).set(seen).where(eq(runbookSteps.id, step.id)).returning();

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
  const rows = await db
    .select({ mark: runbookSteps.mark })
    .from(runbookSteps)
    .where(and(eq(runbookSteps.run, run), isNotNull(runbookSteps.mark)))
    .orderBy(desc(runbookSteps.sequence));
  return rows.map(({ mark }) => mark ?? "");
}

/** Marks a run's row as changed when its steps change, because the console watches the run's row. */
const touch = (db: Queryable, run: string) =>
  db.update(runbookRuns).set({ id: run }).where(eq(runbookRuns.id, run));
