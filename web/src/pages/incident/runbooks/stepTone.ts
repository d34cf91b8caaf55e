import type { RunbookStep } from "../../../api/types.ts";

export type StepTone = "now" | "good" | "bad" | "cut" | "plain";

/** A no ends the run if the step was a requirement; at a branch it is just one of two ways. */
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
