import { expect, it } from "vitest";
import { stepTone } from "./stepTone.ts";

it("[R5.6] a no is a failure where something had to be so, and one way of two where the way parts", () => {
  expect(stepTone({ kind: "check", state: "no" })).toBe("bad");
  expect(stepTone({ kind: "recovery", state: "no" })).toBe("bad");
  expect(stepTone({ kind: "when", state: "no" })).toBe("plain");
  expect(stepTone({ kind: "ask", state: "yes" })).toBe("plain");
});

it("what goes on and what was cut off are neither good nor bad", () => {
  expect(stepTone({ kind: "act", state: "running" })).toBe("now");
  expect(stepTone({ kind: "act", state: "cut" })).toBe("cut");
  expect(stepTone({ kind: "undo", state: "failed" })).toBe("bad");
  expect(stepTone({ kind: "manual", state: "done" })).toBe("good");
});
