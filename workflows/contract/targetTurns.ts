import { defineSignal } from "@temporalio/workflow";

export const targetTurnsWorkflow = "targetTurns";

/** Whose turn it is on one target: runs by the ids of their workflows. */
export interface TargetTurnsInput {
  waiting: string[];
}

export const turnWanted = defineSignal<[{ run: string }]>("turnWanted");

export const turnOver = defineSignal<[{ run: string }]>("turnOver");

export const turnCame = defineSignal<[]>("turnCame");
