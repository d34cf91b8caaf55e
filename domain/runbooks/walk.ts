import type { Step } from "./tree.ts";

/** A step with its path, such as `steps[1].yes[0]`. */
export interface Placed {
  path: string;
  step: Step;
}

/** Every step of a tree, in reading order. */
export function everyStep(steps: readonly Step[], path = "steps"): Placed[] {
  return steps.flatMap((step, index) => {
    const here = `${path}[${index}]`;
    const inner =
      step.step === "when" || step.step === "ask"
        ? [...everyStep(step.yes, `${here}.yes`), ...everyStep(step.no, `${here}.no`)]
        : [];
    return [{ path: here, step }, ...inner];
  });
}
