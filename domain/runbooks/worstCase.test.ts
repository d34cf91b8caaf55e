import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { testAct, testCheck, testTree } from "./testTree.ts";
import { anySteps } from "./testTrees.ts";
import type { Step } from "./tree.ts";
import { worstCaseSeconds } from "./worstCase.ts";

const when = (yes: Step[], no: Step[]): Step => ({ ...testCheck(), step: "when", yes, no });
const worst = (steps: Step[]): number => worstCaseSeconds(testTree(steps)) - 10 - 240;

describe("the worst case of a runbook", () => {
  it("[R2.6] is all its steps, the undo of every act, the check at the end and the wait for the recovery", () => {
    expect(worstCaseSeconds(testTree([testCheck(), testAct(), testAct()]))).toBe(10 + 25 + 25 + 10 + 240);
  });

  it("[R2.6] counts the longer branch, an undo in it included", () => {
    expect(worst([when([testAct()], [testCheck(), testCheck()])])).toBe(10 + 25);
    expect(worst([when([testAct()], [testCheck(), testCheck(), testCheck()])])).toBe(10 + 30);
  });

  it("counts nothing for an act that can never be undone, or changes nothing", () => {
    expect(worst([testAct({ undo: { never: "戻せないため" } }), testAct({ undo: null })])).toBe(40);
  });

  it("[R5.6] is never less than any one way through the tree with all its undos", () => {
    fc.assert(
      fc.property(anySteps, fc.infiniteStream(fc.boolean()), (steps, choices) => {
        expect(secondsOfOneWay(steps, choices)).toBeLessThanOrEqual(worst(steps));
      }),
    );
  });
});

/** The time of a run that takes this way to its end and then undoes everything. */
function secondsOfOneWay(steps: readonly Step[], choices: Iterator<boolean>): number {
  return steps.reduce((sum, step) => {
    const undo =
      step.step === "act" && step.undo !== null && "withinSeconds" in step.undo ? step.undo.withinSeconds : 0;
    const inner =
      step.step === "when" || step.step === "ask"
        ? secondsOfOneWay(choices.next().value ? step.yes : step.no, choices)
        : 0;
    return sum + step.withinSeconds + undo + inner;
  }, 0);
}
