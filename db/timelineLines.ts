import { shownOf, type TimelineEvent } from "../domain/timeline.ts";
import type { Queryable } from "./connect.ts";
import { type SQL, sql } from "./drizzle.ts";
import { type Places, prepared } from "./prepared.ts";

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
  await adding(db, { lines: written(lines) });
}

const adding = prepared((_db, { lines }: Places<{ lines: string }>) => insertingLines(lines));

/** For statements that add lines beside what they do. */
export const written = (lines: readonly TimelineLine[]): string =>
  JSON.stringify(lines.map((line) => ({ ...line, ...shownOf(line.event) })));

export const insertingLines = (lines: SQL<string>): SQL => sql`
    insert into timeline (incident, at, actor, kind, audience, event, fact)
    select incident, at, actor, kind, audience, event, fact from rows from (
      jsonb_to_recordset(${lines}::text::jsonb) as (incident integer, at timestamptz, actor text, kind text,
        audience text, event jsonb, fact text)) with ordinality
    order by ordinality
    on conflict do nothing`;
