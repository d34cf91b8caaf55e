import { engine } from "../../../../domain/people/actor.ts";
import type { IncidentAnswer, TimelineEntry } from "../../api/types.ts";

type Watched = Pick<IncidentAnswer, "state" | "phase" | "level" | "takenBy" | "acknowledgedBy">;

export interface Change {
  what: "state" | "phase" | "level" | "taken" | "acknowledged";
  from: string | null;
  to: string | null;
}

/** What is different for a person who acts on `before` while the incident is already `now`. */
export function whatChanged(before: Watched, now: Watched): Change[] {
  const compared: Change[] = [
    { what: "state", from: before.state, to: now.state },
    { what: "level", from: before.level, to: now.level },
    { what: "acknowledged", from: before.acknowledgedBy, to: now.acknowledgedBy },
    { what: "taken", from: before.takenBy, to: now.takenBy },
    { what: "phase", from: before.phase, to: now.phase },
  ];
  return compared.filter(({ from, to }) => from !== to);
}

/** What other people did since: that mostly explains the refusal. */
export function whatOthersDid(
  before: readonly TimelineEntry[],
  now: readonly TimelineEntry[],
  me: string,
): TimelineEntry[] {
  const nameOf = ({ at, kind, text }: TimelineEntry): string => `${at} ${kind} ${text}`;
  const seen = new Set(before.map(nameOf));
  return now.filter((entry) => entry.actor !== engine && entry.actor !== me && !seen.has(nameOf(entry)));
}
