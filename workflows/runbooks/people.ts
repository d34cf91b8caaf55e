import { condition } from "@temporalio/workflow";
import { runStep } from "../../domain/incidents/steps.ts";
import { runbookEvents as events } from "../../domain/runbooks/events.ts";
import { actTexts, stepStateTexts } from "../../domain/runbooks/runTexts.ts";
import { type Hands, RunStopped } from "../../domain/runbooks/runTree.ts";
import type { AskStep, ManualStep } from "../../domain/runbooks/tree.ts";
import type { TimelineEvent } from "../../domain/timeline.ts";
import type { Text } from "../../domain/words/phrase.ts";
import { telling } from "../activities.ts";
import type { AnswerStep } from "../contract/runbookRun.ts";
import { runRecords } from "./activities.ts";
import { beginStep, endStep } from "./progress.ts";
import type { RunOnTarget } from "./runAtWork.ts";
import { secondsLeft, whyStoppedInTime } from "./time.ts";

/** What a run leaves to people: a decision, or work by hand. */
export const byPeople = (run: RunOnTarget): Pick<Hands, "decide" | "byHand"> => ({
  async decide(step, path) {
    const { title, criterion } = step;
    const word = await wordOn(run, step, path, events.asks({ title, criterion }));
    await record(run, step, path, word, { state: word?.answer ?? step.unanswered, seen: word?.note ?? "" });
    return word?.answer ?? null;
  },

  async byHand(step, path) {
    const { title, instructions } = step;
    const word = await wordOn(run, step, path, events.byHand({ title, instructions }));
    const ok = word?.answer === "yes";
    const seen = (word === null ? actTexts.nobodyDidIt : ok ? actTexts.byOperator : actTexts.notByOperator)();
    await record(run, step, path, word, { state: ok ? "done" : "failed", seen });
    return ok ? { ok, seen } : { ok, why: seen };
  },
});

/** Waits for a person's answer to a step; null: none came in time. */
async function wordOn(
  run: RunOnTarget,
  step: AskStep | ManualStep,
  path: string,
  question: TimelineEvent,
): Promise<AnswerStep | null> {
  const order = beginStep(run, path, step.step, step.title);
  run.asking = path;
  run.answer = null;
  const fact = { ...order, actor: null, seen: null, at: Date.now() };
  await runRecords.recordStep({ ...fact, state: "running", event: question });
  tellOperators(run, order.sequence, question);
  const left = Math.max(1, Math.min(step.withinSeconds, secondsLeft(run)));
  await condition(() => run.answer !== null || run.ending !== null || !run.firing, left * 1_000);
  run.asking = null;
  if (run.answer !== null) return run.answer;
  const reason = await whyStoppedInTime(run);
  if (reason !== null) throw new RunStopped(reason);
  return null;
}

/** Nothing waits for this notice: an operator who gets it late can still answer. */
function tellOperators(run: RunOnTarget, sequence: number, question: TimelineEvent): void {
  const { incident, run: id, priority } = run.input;
  const order = { incident, step: runStep(id, sequence), why: { kind: "runbook-asks", question } as const };
  telling.tellOperators
    .executeWithOptions({ summary: "オペレーターへ連絡: 手順書の回答待ち", priority }, [order])
    .catch(() => undefined);
}

type Answered = "yes" | "no" | "done" | "failed";

async function record(
  run: RunOnTarget,
  step: AskStep | ManualStep,
  path: string,
  word: AnswerStep | null,
  { state, seen }: { state: Answered; seen: Text },
): Promise<void> {
  const { title } = step;
  const answer = stepStateTexts[state]();
  const actor = word === null ? null : { by: word.by, request: word.request ?? null };
  const order = beginStep(run, path, step.step, title);
  const event = answerOf(title, state, word);
  await runRecords.recordStep({ ...order, actor, seen, state, event, at: Date.now() });
  endStep(run, title, seen === "" ? answer : seen);
}

function answerOf(title: string, answer: Answered, word: AnswerStep | null): TimelineEvent {
  if (word === null) return events.unanswered({ title, answer });
  return events.answered({ title, by: word.by, answer, note: word.note ?? null });
}
