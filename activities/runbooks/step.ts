import { Context } from "@temporalio/activity";
import { ApplicationFailure } from "@temporalio/common";
import type { Queryable } from "../../db/connect.ts";
import { inIncident } from "../../db/incidentTransaction.ts";
import {
  beginStep,
  changeStep,
  endStep,
  markReached,
  type RunRow,
  type RunStepRow,
  readRun,
  type StepSeen,
  showOutput,
} from "../../db/runbooks/runbookRuns.ts";
import { engine } from "../../domain/people/actor.ts";
import { runbookEvents } from "../../domain/runbooks/events.ts";
import type { StepState } from "../../domain/runbooks/story.ts";
import type { Text } from "../../domain/words/phrase.ts";
import type { ActivityDeps } from "../deps.ts";
import type { Reach } from "../remote/target/reach.ts";
import type { Watch } from "../remote/target/runCommand.ts";
import type { StepOrder } from "./contract.ts";
import { wayOfRun } from "./ways.ts";
import { whileItRuns } from "./whileItRuns.ts";

/** One step while its activity works on it: its row, the way to its target, and its time. */
export interface StepAtWork {
  run: RunRow;
  /** The row's present state. */
  row: RunStepRow;
  reach: Reach;
  /** Aborts when the run is stopped. */
  signal: AbortSignal;
  /** Whole seconds left, at least 1. */
  secondsLeft(): number;
  isOver(): boolean;
  note(seen: StepSeen): Promise<void>;
  /** Records that the target begins its command, and shows what it prints from then on. */
  watch: Watch;
}

export interface StepOutcome {
  state: StepState;
  seen: Text;
  output?: string | undefined;
  /** Something on the target answered. */
  reached: boolean;
}

/**
 * Runs one step: writes its row first, then what was seen and its line on the timeline. Its time counts from
 * the row, so a step whose worker died gets no extra time. A stopped step is recorded as cut.
 */
export async function atWork(
  deps: ActivityDeps,
  order: StepOrder,
  withinSeconds: number,
  work: (step: StepAtWork) => Promise<StepOutcome>,
): Promise<StepOutcome> {
  const { run: id, sequence, path, kind, title } = order;
  const [run, begun] = await Promise.all([
    readRun(deps.db, id),
    beginStep(deps.db, { run: id, sequence, path, kind, title }, deps.clock()),
  ]);
  let row = begun;
  const known = outcomeOf(row, run);
  if (known !== null) return known;
  const signal = Context.current().cancellationSignal;
  const overAt = row.startedAt.getTime() + withinSeconds * 1_000;
  const left = () => overAt - deps.clock().getTime();
  const shown = whileItRuns((output) => showOutput(deps.db, row, output));
  const answer = firstAnswer(deps, run);
  const step = (reach: Reach): StepAtWork => ({
    run,
    reach,
    signal,
    watch: { begun: answer.isHere, printed: shown.printed },
    get row() {
      return row;
    },
    secondsLeft: () => Math.max(1, Math.ceil(left() / 1_000)),
    isOver: () => left() <= 0,
    async note(seen) {
      row = await changeStep(deps.db, row, seen);
    },
  });
  try {
    const make = (over: AbortSignal) => wayOfRun(deps, run, over);
    const outcome = await deps.runbooks.reaches.use(run.id, make, (reach) => work(step(reach)));
    await shown.end();
    const reachedAt = (await answer.kept()) ?? (outcome.reached ? deps.clock() : null);
    // A result that is not final leaves the row running: it is asked again, and the run closes it.
    await finish(deps, run, row, outcome, reachedAt);
    return { ...outcome, reached: reachedAt !== null };
  } catch (error) {
    await Promise.all([shown.end(), answer.kept()]);
    if (!signal.aborted) throw error;
    // A worker that shuts down leaves the step to another one, which checks how far it got.
    if (Context.current().cancellationDetails?.cancelRequested !== true)
      throw ApplicationFailure.retryable("the worker stops", "WorkerStops");
    await changeStep(deps.db, row, { state: "cut", endedAt: deps.clock() });
    throw error;
  }
}

/** The step's outcome, if it has already ended and only its answer was lost. */
function outcomeOf({ state, seen }: RunStepRow, { reachedAt }: RunRow): StepOutcome | null {
  if (state === "running" || state === "cut") return null;
  return { state, seen: seen ?? "", reached: reachedAt !== null };
}

/**
 * The target's first answer to a run, which is a first response (R3.1a): kept at once, since the command it begins may
 * outlast the alert or the promised time. If it cannot be kept now, the step's end does it.
 */
function firstAnswer({ db, clock }: ActivityDeps, run: RunRow) {
  let at = run.reachedAt;
  let keeping = Promise.resolve();
  return {
    isHere(): void {
      if (at !== null) return;
      const now = clock();
      at = now;
      keeping = inIncident(db, run.incident, (tx) => markReached(tx, run, now)).catch(() => {});
    },
    async kept(): Promise<Date | null> {
      await keeping;
      return at;
    },
  };
}

async function finish(
  deps: ActivityDeps,
  run: RunRow,
  row: RunStepRow,
  { state, seen, output }: StepOutcome,
  reachedAt: Date | null,
): Promise<void> {
  const at = deps.clock();
  const write = (on: Queryable) =>
    state === "running"
      ? changeStep(on, row, { state, seen, ...(output !== undefined && { output }) })
      : endStep(on, row, { state, seen, output: output ?? null }, lineOf(run, row, { state, seen }, at));
  if (reachedAt !== null && run.reachedAt === null)
    // Sent together, for one round trip.
    await inIncident(deps.db, run.incident, (tx) =>
      Promise.all([write(tx), markReached(tx, run, reachedAt)]),
    );
  else await write(deps.db);
}

function lineOf(run: RunRow, row: RunStepRow, { state, seen }: { state: StepState; seen: Text }, at: Date) {
  const event = runbookEvents.stepEnded({ step: row.kind, title: row.title, state, seen });
  return { incident: run.incident, at, actor: engine, event, fact: `run/${run.id}/${row.sequence}` };
}
