import type { Level } from "../../domain/alerts/level.ts";

/** Decides who goes first in any queue. */
export interface Priority {
  priorityKey: number;
  fairnessKey: string;
}

const keys = { high: 1, middle: 3, low: 5 } as const;
/** Temporal's limit is 64 bytes. */
const longestFairnessKey = 64;

/** Urgent work goes first; customers take turns. */
export const priorityFor = (level: Level, customer: string | null): Priority => ({
  priorityKey: keys[level],
  fairnessKey: (customer ?? "-").slice(0, longestFairnessKey),
});
