import { describe, expect, it } from "vitest";
import { momentOf } from "./callTime.ts";

describe("the time of a call made by hand", () => {
  const now = new Date(2026, 10, 22, 0, 5, 30);

  it.each([
    ["00:03", new Date(2026, 10, 22, 0, 3)],
    ["23:58", new Date(2026, 10, 21, 23, 58)],
    ["０：０３", new Date(2026, 10, 22, 0, 3)],
    ["0:05", new Date(2026, 10, 22, 0, 5)],
  ])("[R5.3.2] %s is the last time it was so late", (typed, meant) => {
    expect(momentOf(typed, now)).toEqual(meant);
  });

  it.each(["", "24:00", "12:60", "正午"])("%j is no time of day", (typed) => {
    expect(momentOf(typed, now)).toBeNull();
  });
});
