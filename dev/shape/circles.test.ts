import { expect, it } from "vitest";
import { circlesIn } from "./circles.ts";

const graph = (edges: Record<string, string[]>) =>
  new Map(Object.entries(edges).map(([from, to]) => [from, new Set(to)] as const));

it("finds each whole circle once, and none in a chain", () => {
  expect(circlesIn(graph({ a: ["b"], b: ["c"], c: [] }))).toEqual([]);
  expect(circlesIn(graph({ a: ["b"], b: ["c"], c: ["a"], d: ["a", "e"], e: ["d"] }))).toEqual([
    ["a", "b", "c"],
    ["d", "e"],
  ]);
});
