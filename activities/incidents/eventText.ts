import { type Level, levelWord } from "../../domain/alerts/level.ts";
import type { AlertEvent } from "../../domain/incidents/alerts.ts";
import { eventTexts } from "../../domain/incidents/timelineTexts.ts";

interface Meant {
  event: AlertEvent;
  level: Level;
  acknowledgementLapsed: boolean;
  reason: string;
}

/** What an alert meant for its incident, as the timeline says it. */
export function eventText({ event, acknowledgementLapsed, reason, ...meant }: Meant): string {
  const level = levelWord(meant.level);
  switch (event) {
    case "level-raised":
      return acknowledgementLapsed
        ? eventTexts.levelRaisedBeyond({ level, reason })
        : eventTexts.levelRaised({ level, reason });
    case "level-fell":
      return eventTexts.levelFell({ level, reason });
    case "series-recovered":
      return eventTexts.seriesRecovered({ reason });
    case "out-of-date":
      return eventTexts.outOfDate({ reason });
    case "already-recovered":
      return eventTexts.alreadyRecovered({ reason });
    case "firing":
    case "firing-again":
      return eventTexts.fired({ reason });
    case "repeat":
      return eventTexts.repeated({ reason });
    case "recovered":
      return eventTexts.recovered({ reason });
    case "acknowledged":
      return eventTexts.acknowledged({ reason });
    case "seen-before":
      return eventTexts.seenBefore({ reason });
  }
}
