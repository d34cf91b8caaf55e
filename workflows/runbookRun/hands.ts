import { CancellationScope, condition, isCancellation } from "@temporalio/workflow";
import { runStep } from "../../domain/incident/steps.ts";
import {
  type Answer,
  type Ended,
  type Hands,
  type Question,
  RunStopped,
  type StopReason,
} from "../../domain/runbook/run.ts";
import type { StepKind } from "../../domain/runbook/story.ts";
import type { ActStep, AskStep, ManualStep, Undo } from "../../domain/runbook/tree.ts";
import { everyStep } from "../../domain/runbook/walk.ts";
import { longestSeconds } from "../../domain/runbook/worstCase.ts";
import { actTexts, runTexts, stepStateTexts } from "../../domain/texts/runs.ts";
import { telling } from "../activities.ts";
import type { AnswerStep } from "../contract.ts";
import { remote, runRecords } from "./activities.ts";
import type { RunOnTarget } from "./run.ts";
import { show } from "./view.ts";

/** Beyond a step's own time: for its worker's death to be noticed, and another to look what became of it. */
const marginSeconds = 45;
/** Until what was cut off is gone from the target. */
const endingSeconds = 10;

/** What a run sees and does, as activities that an abort and the limit interrupt. */
export function handsOf(run: RunOnTarget): Hands {
  const { runbook } = run.input;
  const limitSeconds = longestSeconds[runbook.kind];
  const kinds = new Map<string, StepKind>(
    everyStep(runbook.steps).map(({ path, step }) => [path, step.step]),
  );
  kinds.set("verify", "verify");

  const seconds = (): number => (Date.now() - run.startedAt) / 1_000;
  const secondsLeft = (): number => limitSeconds - endingSeconds - run.undoSeconds - seconds();
  const stopped = (): StopReason | null => {
    if (run.ending !== null) return "abort";
    if (secondsLeft() <= 0) return "limit";
    return run.firing ? null : "recovered";
  };
  const stepOf = (path: string, kind: StepKind, title: string) => {
    if (run.lastPath !== path) run.steps++;
    run.lastPath = path;
    run.now = title;
    show(run);
    return { run: run.input.run, sequence: run.steps, path, kind, title };
  };
  const told = (title: string, state: string): void => {
    run.story.push(`${title}: ${state}`);
    run.now = "";
    show(run);
  };

  /** What is going on is ended by an abort, and when the time is over but for the undos. */
  async function interruptible<T>(withinSeconds: number, work: () => Promise<T>): Promise<T> {
    const scope = new CancellationScope();
    run.interruptible = scope;
    let isOver = false;
    const left = secondsLeft();
    // A timer only where the step's own time could go beyond it.
    const watch = new CancellationScope();
    if (withinSeconds + marginSeconds > left)
      watch
        .run(() => condition(() => false, Math.max(1, left * 1_000)))
        .then(() => {
          isOver = true;
          scope.cancel();
        })
        .catch(() => undefined);
    try {
      return await scope.run(work);
    } catch (error) {
      if (!isCancellation(error)) throw error;
      if (run.ending !== null) throw new RunStopped("abort");
      if (isOver) throw new RunStopped("limit");
      throw error;
    } finally {
      run.interruptible = null;
      watch.cancel();
    }
  }

  const within = (withinSeconds: number) => ({
    startToCloseTimeout: (withinSeconds + 15) * 1_000,
    scheduleToCloseTimeout: (withinSeconds + marginSeconds) * 1_000,
  });
  const options = (title: string, withinSeconds: number) => ({
    ...{ summary: title, priority: run.input.priority },
    ...within(withinSeconds),
  });

  /** However long every worker is away: a server is never left out because nobody was there to put it back. */
  const undoOptions = (title: string, withinSeconds: number) => ({
    ...{ summary: title, priority: run.input.priority },
    startToCloseTimeout: (withinSeconds + 15) * 1_000,
  });

  const noteReached = <T extends { reached: boolean }>(answer: T): T => {
    run.reached ||= answer.reached;
    return answer;
  };

  async function ask(question: Question, path: string): Promise<Answer> {
    const kind = kinds.get(path) ?? "check";
    const order = { ...stepOf(path, kind, question.title), question, last: kind !== "wait" };
    try {
      const answer = await interruptible(question.withinSeconds, () =>
        remote.askStep.executeWithOptions(options(question.title, question.withinSeconds), [order]),
      );
      noteReached(answer);
      if (answer.holds || kind !== "wait")
        told(question.title, `${stepStateTexts[answer.holds ? "yes" : "no"]()}（${answer.seen}）`);
      return answer;
    } catch (error) {
      return { holds: false, asked: false, seen: outOfTime(error) };
    }
  }

  async function act(step: ActStep, path: string): Promise<Ended> {
    if (step.undo !== null && "withinSeconds" in step.undo) run.undoSeconds += step.undo.withinSeconds;
    const order = { ...stepOf(path, "act", step.title), act: step };
    try {
      const ended = await interruptible(step.withinSeconds, () =>
        remote.actStep.executeWithOptions(options(step.title, step.withinSeconds), [order]),
      );
      return noted(step.title, noteReached(ended));
    } catch (error) {
      return noted(step.title, { ok: false, why: outOfTime(error) });
    }
  }

  async function undo(undo: Extract<Undo, { action: unknown }>, path: string): Promise<Ended> {
    const order = { ...stepOf(`${path}.undo`, "undo", undo.title), undo };
    try {
      const ended = await CancellationScope.nonCancellable(() =>
        remote.undoStep.executeWithOptions(undoOptions(undo.title, undo.withinSeconds), [order]),
      );
      return noted(undo.title, ended);
    } catch (error) {
      return noted(undo.title, { ok: false, why: outOfTime(error) });
    }
  }

  /** Whoever is told late can still answer: nothing waits for the telling. */
  function tellOfQuestion(sequence: number, question: string): void {
    const { incident, run: id, priority } = run.input;
    const order = { incident, step: runStep(id, sequence), why: "runbook-asks" as const, detail: question };
    telling.tellOperators
      .executeWithOptions({ summary: "オペレーターへ連絡: 手順書の回答待ち", priority }, [order])
      .catch(() => undefined);
  }

  const noted = (title: string, ended: Ended): Ended => {
    told(title, `${stepStateTexts[ended.ok ? "done" : "failed"]()}（${ended.ok ? ended.seen : ended.why}）`);
    return ended;
  };

  /** Waits for a person's word on a step; null: none came in time. */
  async function personsWord(
    step: AskStep | ManualStep,
    path: string,
    question: string,
  ): Promise<AnswerStep | null> {
    const order = stepOf(path, step.step, step.title);
    const fact = { ...order, actor: null, seen: null, at: Date.now() };
    run.asking = path;
    run.answer = null;
    await runRecords.recordStep({ ...fact, state: "running", line: question });
    tellOfQuestion(order.sequence, question);
    const left = Math.max(1, Math.min(step.withinSeconds, secondsLeft()));
    await condition(() => run.answer !== null || run.ending !== null || !run.firing, left * 1_000);
    run.asking = null;
    const reason = stopped();
    if (run.answer === null && reason !== null) throw new RunStopped(reason);
    return run.answer;
  }

  async function recordWord(
    step: AskStep | ManualStep,
    path: string,
    word: AnswerStep | null,
    outcome: { state: "yes" | "no" | "done" | "failed"; seen: string; unansweredAs: string | null },
  ): Promise<void> {
    const { state, seen, unansweredAs } = outcome;
    const order = stepOf(path, step.step, step.title);
    const answer = stepStateTexts[state]();
    const { title } = step;
    const line =
      word === null
        ? runTexts.unanswered({ title, answer: unansweredAs ?? answer })
        : word.note === undefined
          ? runTexts.answered({ title, by: word.by, answer })
          : runTexts.answeredWith({ title, by: word.by, answer, note: word.note });
    const actor = word === null ? null : { by: word.by, request: word.request ?? null };
    await runRecords.recordStep({ ...order, actor, seen, state, line, at: Date.now() });
    told(title, seen === "" ? answer : seen);
  }

  return {
    ask,
    act,
    undo,
    seconds,
    stopped,

    async decide(step, path) {
      const { title, criterion } = step;
      const word = await personsWord(step, path, runTexts.asks({ title, criterion }));
      const decision = word?.answer ?? step.unanswered;
      await recordWord(step, path, word, { state: decision, seen: word?.note ?? "", unansweredAs: null });
      return word === null ? null : decision;
    },

    async byHand(step, path) {
      const { title, instructions } = step;
      const word = await personsWord(step, path, runTexts.byHand({ title, instructions }));
      const seen =
        word === null
          ? actTexts.nobodyDidIt()
          : word.answer === "yes"
            ? actTexts.byOperator()
            : actTexts.notByOperator();
      const ok = word?.answer === "yes";
      await recordWord(step, path, word, { state: ok ? "done" : "failed", seen, unansweredAs: null });
      return ok ? { ok, seen } : { ok: false, why: seen };
    },

    async pause(pauseSeconds) {
      const left = Math.max(0.001, Math.min(pauseSeconds, secondsLeft()));
      await condition(() => stopped() !== null, left * 1_000);
      const reason = stopped();
      if (reason !== null) throw new RunStopped(reason);
    },

    async recovery(waitSeconds) {
      const title = actTexts.recoveryTitle();
      const order = stepOf("recovery", "recovery", title);
      const fact = { ...order, actor: null, line: null };
      await runRecords.recordStep({ ...fact, state: "running", seen: null, at: Date.now() });
      const left = Math.max(1, Math.min(waitSeconds, secondsLeft()));
      await condition(() => !run.firing || run.ending !== null, left * 1_000);
      if (run.ending !== null) throw new RunStopped("abort");
      const recovered = !run.firing;
      const seen = recovered ? actTexts.recovered() : actTexts.stillFiring();
      await runRecords.recordStep({ ...fact, state: recovered ? "yes" : "no", seen, at: Date.now() });
      told(title, seen);
      return recovered;
    },
  };

  /** An activity that was given up; whatever else is a fault of ours. */
  function outOfTime(error: unknown): string {
    if (error instanceof RunStopped || isCancellation(error)) throw error;
    return actTexts.outOfTime();
  }
}
