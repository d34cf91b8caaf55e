import { setTimeout as pause } from "node:timers/promises";
import { keepBundle } from "../../db/runbooks/bundles.ts";
import { marksOf, wasAsked } from "../../db/runbooks/runbookRuns.ts";
import type { Effect, Probe } from "../../domain/runbooks/probe.ts";
import { actTexts as texts } from "../../domain/runbooks/runTexts.ts";
import type { ActStep } from "../../domain/runbooks/tree.ts";
import { unitStart } from "../../domain/runbooks/unitStart.ts";
import type { Text } from "../../domain/words/phrase.ts";
import type { ActivityDeps } from "../deps.ts";
import { type Answered, askProbe } from "../remote/target/askProbe.ts";
import { beforeAction, carryOut } from "../remote/target/carryOut.ts";
import type { Done } from "../remote/target/done.ts";
import { brokeOff, reasonOf } from "../remote/target/faultWords.ts";
import type { StepOrder, UndoAction } from "./contract.ts";
import { atWork, type StepAtWork, type StepOutcome } from "./step.ts";

const lookEveryMilliseconds = 2_000;
/** How long to look for the effect of an earlier attempt before asking for the act again. */
const lookSeconds = 20;

/**
 * Does an act and ends when its effect shows. The row gets `askedAt` before the target is asked. An attempt
 * that finds it set (the worker before it died) checks whether the act was done, and repeats only what is
 * repeatable.
 */
export const actStep = (deps: ActivityDeps, order: StepOrder & { act: ActStep }): Promise<StepOutcome> =>
  atWork(deps, order, order.act.withinSeconds, async (step) => {
    const { act } = order;
    try {
      return step.row.askedAt === null ? await doneFirst(deps, step, act) : await doneAgain(deps, step, act);
    } catch (error) {
      step.signal.throwIfAborted();
      return { state: "failed", seen: reasonOf(error), reached: brokeOff(error) };
    }
  });

/** Undoes a step, and again if its worker died: a server left out is worse than one put back twice. */
export const undoStep = (deps: ActivityDeps, order: StepOrder & { undo: UndoAction }): Promise<StepOutcome> =>
  atWork(deps, order, order.undo.withinSeconds, async (step) => {
    if (!(await wasAsked(deps.db, step.run.id, order.path.replace(/\.undo$/, ""))))
      return { state: "done", seen: texts.neverBegun(), reached: false };
    try {
      if (step.row.output !== null) await step.note({ output: null });
      const marks = await marksOf(deps.db, step.run.id);
      const { ok, seen, output } = await carryOut(step.reach, order.undo.action, {
        ...limitsOf(step),
        watch: step.watch,
        marks,
        token: tokenOf(step),
      });
      return { state: ok ? "done" : "failed", seen, output, reached: true };
    } catch (error) {
      step.signal.throwIfAborted();
      return { state: "failed", seen: reasonOf(error), reached: false };
    }
  });

async function doneFirst(deps: ActivityDeps, step: StepAtWork, act: ActStep): Promise<StepOutcome> {
  const { effect, action } = act;
  if ("changed" in effect) {
    const before = await shownNow(step, effect.changed);
    if (!before.holds) return failed(texts.markUnknown({ seen: before.seen }), before.output);
    await step.note({ mark: markOf(effect, before) });
  } else {
    const mark = await beforeAction(step.reach, action, limitsOf(step));
    if (mark !== null) await step.note({ mark });
  }
  return await ask(deps, step, act);
}

/** An earlier attempt may have asked already, so the visible effect decides. */
async function doneAgain(deps: ActivityDeps, step: StepAtWork, act: ActStep): Promise<StepOutcome> {
  const { effect } = act;
  if ("once" in effect) return { state: "done", seen: texts.mayBeDone(), reached: false };
  if ("repeatable" in effect) return await ask(deps, step, act);
  const mayRepeat = "holds" in effect || effect.again === true;
  const seen = await untilShown(step, effect, mayRepeat ? lookSeconds : Number.POSITIVE_INFINITY);
  if (seen.holds) return { state: "done", seen: texts.shown(), reached: true };
  if (mayRepeat && !step.isOver()) return await ask(deps, step, act);
  return failed(texts.notShown({ seen: seen.seen }), seen.output);
}

async function ask(deps: ActivityDeps, step: StepAtWork, act: ActStep): Promise<StepOutcome> {
  // Logs in first: a failed login has asked for nothing, so there is nothing to undo.
  if (act.action.kind === "command" || act.action.kind === "bundle") await step.reach.ssh();
  await step.note({ askedAt: deps.clock(), output: null });
  const marks = await marksOf(deps.db, step.run.id);
  let done: Done;
  try {
    const { watch } = step;
    done = await carryOut(step.reach, act.action, { ...limitsOf(step), watch, marks, token: tokenOf(step) });
  } catch (error) {
    // A reboot cuts the connection that asked for it, so the visible effect decides.
    if (!brokeOff(error) || "repeatable" in act.effect) throw error;
    done = { ok: true, seen: reasonOf(error) };
  }
  step.watch.begun();
  if (done.bundle !== undefined)
    await keepBundle(deps.db, deps.runbooks.vault, step.run, step.row, done.bundle, deps.clock());
  if (!done.ok) return { ...failed(done.seen, done.output), reached: true };
  const { effect } = act;
  if ("once" in effect || "repeatable" in effect)
    return { state: "done", seen: done.seen, output: done.output, reached: true };
  const shown = await untilShown(step, effect, Number.POSITIVE_INFINITY);
  if (!shown.holds) return { ...failed(texts.notShown({ seen: shown.seen }), done.output), reached: true };
  return { state: "done", seen: texts.shown(), output: done.output, reached: true };
}

const failed = (seen: Text, output?: string): StepOutcome => ({
  state: "failed",
  seen,
  output,
  reached: false,
});

const tokenOf = ({ run, row }: StepAtWork): string => `${run.id}/${row.sequence}`;

const limitsOf = (step: StepAtWork) => ({ timeoutSeconds: step.secondsLeft(), signal: step.signal });

type Shown = Extract<Effect, { changed: unknown } | { holds: unknown }>;

/** Looks repeatedly until the effect shows or time is over; a failed look counts as "not yet". */
async function untilShown(step: StepAtWork, effect: Shown, forSeconds: number): Promise<Answered> {
  const began = performance.now();
  for (;;) {
    const answer = await shows(step, effect);
    const over = (performance.now() - began) / 1_000 >= forSeconds;
    if (answer.holds || over || step.isOver()) return answer;
    await pause(lookEveryMilliseconds, undefined, { signal: step.signal });
  }
}

async function shows(step: StepAtWork, effect: Shown): Promise<Answered> {
  try {
    if ("holds" in effect) return await askProbe(step.reach, effect.holds, limitsOf(step));
    const now = await shownNow(step, effect.changed);
    const isOther = now.holds && markOf(effect, now) !== step.row.mark;
    return now.holds && !isOther ? { ...now, holds: false, seen: texts.unchanged() } : now;
  } catch (error) {
    step.signal.throwIfAborted();
    return { holds: false, seen: reasonOf(error) };
  }
}

/** The part of the output that shows the effect. */
const markOf = (
  { reads }: Extract<Effect, { changed: unknown }>,
  { output = "" }: Pick<Answered, "output">,
): string => (reads === "unit-start" ? unitStart(output) : output);

/** What the command that shows the effect prints now; holds if the command could be run. */
async function shownNow(
  step: StepAtWork,
  command: Extract<Effect, { changed: unknown }>["changed"],
): Promise<Answered> {
  const probe: Probe = { ...command, exits: [0], output: null };
  return await askProbe(step.reach, probe, limitsOf(step));
}
