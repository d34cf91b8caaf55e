import { describe, expect, it } from "vitest";
import { remaining } from "./remaining.ts";

const seconds = 1_000;
const minutes = 60 * seconds;
const hours = 60 * minutes;

describe("how long is left", () => {
  it.each([
    [
      "a second that has begun counts",
      4 * minutes + 11.2 * seconds,
      { unit: "minutes", minutes: 4, seconds: "12" },
    ],
    ["under a minute", 9 * seconds, { unit: "seconds", seconds: 9 }],
    ["hours", 2 * hours + 5 * minutes, { unit: "hours", hours: 2, minutes: "05" }],
    ["days", 50 * hours, { unit: "days", days: 2, hours: "02" }],
  ])("%s", (_what, left, span) => {
    expect(remaining(left, 0)).toEqual({ over: false, span });
  });

  it("is over from the moment itself on, by whole seconds", () => {
    expect(remaining(0, 0)).toEqual({ over: false, span: { unit: "seconds", seconds: 0 } });
    expect(remaining(0, 999)).toEqual({ over: true, span: { unit: "seconds", seconds: 0 } });
    expect(remaining(0, 123 * seconds)).toEqual({
      over: true,
      span: { unit: "minutes", minutes: 2, seconds: "03" },
    });
  });
});
