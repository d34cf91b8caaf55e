import { expect, it } from "vitest";
import { secondaryPhase } from "./phase.ts";

const response = { kind: "response", state: "proposed", isHeard: false } as const;

it.each([
  ["a proposal waits for its answer", response, "障害二次対応のご回答待ち"],
  [
    "what one operator heard waits for another one",
    { ...response, isHeard: true },
    "障害二次対応への電話での同意は別のオペレーターの確認待ち",
  ],
  [
    "a cause analysis at work",
    { ...response, kind: "cause-analysis" as const, state: "running" as const },
    "原因調査を実施中",
  ],
])("[R5.7] %s", (_story, stands, words) => {
  expect(secondaryPhase(stands)).toEqual({ words, isRunning: stands.state === "running" });
});

it("[R5.7] reported: nothing is left to do", () => {
  expect(secondaryPhase({ ...response, state: "reported" })).toBeNull();
});
