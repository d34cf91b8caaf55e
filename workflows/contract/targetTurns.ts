import { defineSignal } from "@temporalio/workflow";

export const targetTurnsWorkflow = "targetTurns";

/** Whose turn it is on one target; runs are listed by workflow id, the holder first. */
export interface TargetTurnsInput {
  waiting: string[];
}

export const turnWanted = defineSignal<[{ run: string }]>("turnWanted");

export const turnOver = defineSignal<[{ run: string }]>("turnOver");

export const turnCame = defineSignal<[]>("turnCame");
