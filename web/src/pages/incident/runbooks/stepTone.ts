import type { RunbookStep } from "../../../api/types.ts";

export type StepTone = "now" | "good" | "bad" | "cut" | "plain";

/** A no ends a run where something was to be so; where the way parts, it is one way of two. */
const branches: readonly RunbookStep["kind"][] = ["when", "ask"];

export function stepTone({ kind, state }: Pick<RunbookStep, "kind" | "state">): StepTone {
  switch (state) {
    case "running":
      return "now";
    case "cut":
      return "cut";
    case "failed":
      return "bad";
    case "no":
      return branches.includes(kind) ? "plain" : "bad";
    case "yes":
      return branches.includes(kind) ? "plain" : "good";
    case "done":
      return "good";
  }
}
