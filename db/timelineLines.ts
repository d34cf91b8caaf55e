import { shownOf, type TimelineEvent } from "../domain/timeline.ts";
import type { Queryable } from "./connect.ts";
import { timeline } from "./schema/index.ts";

export interface TimelineLine {
  incident: number;
  at: Date;
  actor: string;
  event: TimelineEvent;
  /** The fact behind it: written again, it stays one line. */
  fact: string;
}

/** Adds lines to incidents' timelines, each fact once (RA1). */
export async function tellTimeline(db: Queryable, lines: readonly TimelineLine[]): Promise<void> {
  if (lines.length === 0) return;
  await db
    .insert(timeline)
    .values(lines.map((line) => ({ ...line, ...shownOf(line.event) })))
    .onConflictDoNothing();
}
