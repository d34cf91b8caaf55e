import type { StepOrder } from "../../activities/runbooks/contract.ts";
import type { StepKind } from "../../domain/runbooks/story.ts";
import { say } from "../../domain/say.ts";
import type { Text } from "../../domain/words/phrase.ts";
import type { RunOnTarget } from "./runAtWork.ts";
import { show } from "./view.ts";

/** Begins the next step. Beginning the same place again directly afterwards keeps the same row. */
export function beginStep(run: RunOnTarget, path: string, kind: StepKind, title: string): StepOrder {
  if (run.lastPath !== path) run.steps++;
  run.lastPath = path;
  run.now = title;
  show(run);
  return { run: run.input.run, sequence: run.steps, path, kind, title };
}

/** Notes how the step ended, for the Temporal UI. */
export function endStep(run: RunOnTarget, title: string, ended: Text): void {
  run.story.push(`${title}: ${say(ended)}`);
  run.now = "";
  show(run);
}
