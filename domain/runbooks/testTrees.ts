import fc from "fast-check";
import { testAct, testCheck } from "./testTree.ts";
import type { Step } from "./tree.ts";

const withinSeconds = fc.integer({ min: 2, max: 300 });

/** Any steps, including branches in branches. */
export const anySteps: fc.Arbitrary<Step[]> = fc.letrec<{ steps: Step[]; step: Step }>((tie) => ({
  steps: fc.array(tie("step"), { maxLength: 4 }),
  step: fc.oneof(
    { depthSize: "small" },
    withinSeconds.map((seconds) => testCheck({ withinSeconds: seconds })),
    fc.tuple(withinSeconds, withinSeconds).map(([seconds, undoSeconds]) => {
      const undo = { title: "戻す", action: { kind: "instance" as const, do: "start" as const } };
      return testAct({ withinSeconds: seconds, undo: { ...undo, withinSeconds: undoSeconds } });
    }),
    withinSeconds.map((seconds) => testAct({ withinSeconds: seconds, undo: { never: "戻せないため" } })),
    fc.tuple(withinSeconds, fc.integer({ min: 1, max: 30 })).map(
      ([seconds, everySeconds]): Step => ({
        ...testCheck({ withinSeconds: seconds }),
        step: "wait",
        everySeconds,
      }),
    ),
    withinSeconds.map(
      (seconds): Step => ({
        step: "manual",
        title: "手作業",
        instructions: "見ます。",
        criterion: "見たら続けます。",
        withinSeconds: seconds,
      }),
    ),
    fc.tuple(tie("steps"), tie("steps"), withinSeconds).map(
      ([yes, no, seconds]): Step => ({
        ...testCheck({ withinSeconds: seconds }),
        step: "when",
        yes,
        no,
      }),
    ),
    fc.tuple(tie("steps"), tie("steps"), withinSeconds).map(
      ([yes, no, seconds]): Step => ({
        step: "ask",
        title: "判断",
        criterion: "よければ「はい」です。",
        unanswered: "no",
        withinSeconds: seconds,
        yes,
        no,
      }),
    ),
  ),
})).steps;
