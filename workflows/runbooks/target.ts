import { CancellationScope, isCancellation } from "@temporalio/workflow";
import { actTexts, stepStateTexts } from "../../domain/runbooks/runTexts.ts";
import {
  type Answer,
  type Ended,
  type Hands,
  type Question,
  RunStopped,
} from "../../domain/runbooks/runTree.ts";
import type { StepKind } from "../../domain/runbooks/story.ts";
import { everyStep } from "../../domain/runbooks/walk.ts";
import { say } from "../../domain/say.ts";
import type { Text } from "../../domain/words/phrase.ts";
import { remote } from "./activities.ts";
import { beginStep, endStep } from "./progress.ts";
import type { RunOnTarget } from "./runAtWork.ts";
import { interruptible, marginSeconds } from "./time.ts";

/** What a run asks of its target and does to it, each as an activity. */
export function onTarget(run: RunOnTarget): Pick<Hands, "ask" | "act" | "undo"> {
  const kinds = kindsOf(run);
  const noteReached = <T extends { reached: boolean }>(answer: T): T => {
    run.reached ||= answer.reached;
    return answer;
  };
  const noted = (title: string, ended: Ended): Ended => {
    const state = stepStateTexts[ended.ok ? "done" : "failed"]();
    endStep(run, title, `${state}（${say(ended.ok ? ended.seen : ended.why)}）`);
    return ended;
  };

  return {
    async ask(question: Question, path: string): Promise<Answer> {
      const { title, withinSeconds } = question;
      const kind = kinds.get(path) ?? "check";
      const order = { ...beginStep(run, path, kind, title), question, last: kind !== "wait" };
      try {
        const answer = await interruptible(run, withinSeconds, () =>
          remote.askStep.executeWithOptions(stepOptions(run, title, withinSeconds), [order]),
        );
        noteReached(answer);
        if (answer.holds || kind !== "wait")
          endStep(run, title, `${answerWord(answer)}（${say(answer.seen)}）`);
        return answer;
      } catch (error) {
        return { holds: false, asked: false, seen: outOfTime(error) };
      }
    },

    async act(step, path) {
      const { title, undo, withinSeconds } = step;
      if (undo !== null && "withinSeconds" in undo) run.undoSeconds += undo.withinSeconds;
      const order = { ...beginStep(run, path, "act", title), act: step };
      try {
        const ended = await interruptible(run, withinSeconds, () =>
          remote.actStep.executeWithOptions(stepOptions(run, title, withinSeconds), [order]),
        );
        return noted(title, noteReached(ended));
      } catch (error) {
        return noted(title, { ok: false, why: outOfTime(error) });
      }
    },

    async undo(undo, path) {
      const { title, withinSeconds } = undo;
      const order = { ...beginStep(run, `${path}.undo`, "undo", title), undo };
      try {
        const ended = await CancellationScope.nonCancellable(() =>
          remote.undoStep.executeWithOptions(undoOptions(run, title, withinSeconds), [order]),
        );
        return noted(title, ended);
      } catch (error) {
        return noted(title, { ok: false, why: outOfTime(error) });
      }
    },
  };
}

function kindsOf({ input }: RunOnTarget): Map<string, StepKind> {
  const kinds = everyStep(input.runbook.steps).map(({ path, step }): [string, StepKind] => [path, step.step]);
  return new Map([...kinds, ["verify", "verify"]]);
}

const answerWord = ({ holds, asked = true }: Answer): string =>
  stepStateTexts[holds ? "yes" : asked ? "no" : "failed"]();

/** Without a limit on the whole: a server must be restored however long all workers are away. */
const undoOptions = (run: RunOnTarget, title: string, withinSeconds: number) => ({
  summary: title,
  priority: run.input.priority,
  startToCloseTimeout: (withinSeconds + 15) * 1_000,
});

const stepOptions = (run: RunOnTarget, title: string, withinSeconds: number) => ({
  ...undoOptions(run, title, withinSeconds),
  scheduleToCloseTimeout: (withinSeconds + marginSeconds) * 1_000,
});

/** The text for an activity that ran out of time. A stop or a cancellation is thrown on. */
function outOfTime(error: unknown): Text {
  if (error instanceof RunStopped || isCancellation(error)) throw error;
  return actTexts.outOfTime();
}
