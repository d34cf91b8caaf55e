import type { StepOrder } from "../../activities/runbooks/contract.ts";
import type { StepKind } from "../../domain/runbooks/story.ts";
import type { RunOnTarget } from "./runAtWork.ts";
import { show } from "./view.ts";

/** The next step begins; asked again at once for the same place, it stays the same row. */
export function beginStep(run: RunOnTarget, path: string, kind: StepKind, title: string): StepOrder {
  if (run.lastPath !== path) run.steps++;
  run.lastPath = path;
  run.now = title;
  show(run);
  return { run: run.input.run, sequence: run.steps, path, kind, title };
}

/** How it ended, for the Temporal UI. */
export function endStep(run: RunOnTarget, title: string, state: string): void {
  run.story.push(`${title}: ${state}`);
  run.now = "";
  show(run);
}
