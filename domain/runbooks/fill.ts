import {
  type Argument,
  argumentSchema,
  fillArgument,
  fillWord,
  isEach,
  type Place,
  placesIn,
  type Values,
} from "./argument.ts";
import type { Runbook } from "./tree.ts";

const isArgument = (node: unknown): node is Argument =>
  typeof node === "object" && node !== null && argumentSchema.safeParse(node).success;

/** Every placeholder in a part of a tree. */
export function placesOf(node: unknown): Place[] {
  if (isArgument(node) || isEach(node)) return placesIn(node);
  return typeof node === "object" && node !== null ? Object.values(node).flatMap(placesOf) : [];
}

/** The tree of one run with all values filled in; this tree is pinned, shown and run. */
export const fillRunbook = (runbook: Runbook, values: Values): Runbook =>
  fillNode(runbook, values) as Runbook;

function fillNode(node: unknown, values: Values): unknown {
  if (isArgument(node)) return fillArgument(node, values);
  if (Array.isArray(node))
    return node.flatMap((one) => (isEach(one) ? fillWord(one, values) : [fillNode(one, values)]));
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, fillNode(value, values)]));
}
