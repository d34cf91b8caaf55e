import type { Level } from "../../domain/alerts/level.ts";

/** Who goes first wherever a queue must wait. */
export interface Priority {
  priorityKey: number;
  fairnessKey: string;
}

const keys = { high: 1, middle: 3, low: 5 } as const;
/** Temporal takes 64 bytes. */
const longestFairnessKey = 64;

/** Urgent ones first; customers take turns. */
export const priorityFor = (level: Level, customer: string | null): Priority => ({
  priorityKey: keys[level],
  fairnessKey: (customer ?? "-").slice(0, longestFairnessKey),
});
