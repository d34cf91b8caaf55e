import { covers, highest, isHigher, type Level } from "../alerts/level.ts";
import type { Phrase } from "../words/phrase.ts";
import { lateCopyMilliseconds } from "./binding.ts";
import { meaningReasons as reasons } from "./reasons.ts";
import type { AlertMessage, IncidentMemory, Series } from "./state.ts";

/** What an alert means for its incident (R5.1b, R5.1c, R5.1e). */
export type AlertEvent =
  | "seen-before"
  | "firing"
  | "firing-again"
  | "level-raised"
  | "level-fell"
  | "repeat"
  | "series-recovered"
  | "recovered"
  | "out-of-date"
  | "already-recovered"
  | "acknowledged"
  | "silenced"
  | "aloud";

export interface Applied {
  event: AlertEvent;
  memory: IncidentMemory;
  reason: Phrase;
}

/** Applies one alert. A repeated, late or unknown alert changes only the record of what was seen. */
export function applyAlert(before: IncidentMemory, alert: AlertMessage): Applied {
  if (alert.sequence <= before.seenUpTo)
    return { event: "seen-before", memory: before, reason: reasons.takenInBefore() };
  const memory = { ...before, seenUpTo: alert.sequence };
  if (alert.status === "acknowledged")
    return { event: "acknowledged", memory, reason: reasons.acknowledgedInTool() };
  if (alert.status === "silenced")
    return { event: "silenced", memory: { ...memory, silenced: true }, reason: reasons.silenceBegan() };
  if (alert.status === "aloud") return turnAloud(memory, alert);
  const known = memory.series[alert.series];
  if (known !== undefined && isOutOfDate(known, alert))
    return {
      event: "out-of-date",
      memory,
      reason: reasons.olderThanKnown(),
    };
  return alert.status === "firing" ? fire(memory, alert) : recover(memory, alert, known);
}

/**
 * An older alert of the same kind is a repeat; only an older one of the opposite kind is out of date. After a
 * recovery, the same start firing again is a late copy for 2 minutes. After that it is still firing, because tools
 * also recover by time-out.
 */
function isOutOfDate(known: Series, alert: AlertMessage): boolean {
  if (known.firing === (alert.status === "firing")) return false;
  const older = isOlder(alert, known);
  const { startedAt = null } = alert;
  if (known.firing || startedAt === null) return older;
  const soon = alert.acceptedAt - (known.acceptedAt ?? 0) < lateCopyMilliseconds;
  return soon && (older || startedAt === known.startedAt);
}

/** Compares times only if both alerts have the tool's own; a firing repeated with the same start is not older. */
const isOlder = (alert: AlertMessage, known: Series): boolean =>
  known.occurredAt !== null && alert.occurredAt !== null && alert.occurredAt < known.occurredAt;

function fire(before: IncidentMemory, alert: AlertMessage): Applied {
  const memory = {
    ...withSeries(before, alert, true),
    lastFiringAt: alert.acceptedAt,
    lastFiringAlert: alert.alert,
  };
  if (!before.firing) return beginOccurrence(memory, alert);
  const level = levelOf(memory);
  const applied = { ...memory, level };
  if (isHigher(level, before.level)) return raiseLevel(applied, before.level);
  if (level !== before.level)
    return {
      event: "level-fell",
      memory: applied,
      reason: reasons.levelFell({ from: before.level, to: level }),
    };
  return { event: "repeat", memory: applied, reason: reasons.knownAlready() };
}

/** What still burns is handled as newly detected (R5.10b). */
function turnAloud(before: IncidentMemory, alert: AlertMessage): Applied {
  const memory = { ...before, silenced: false };
  if (!before.firing) return { event: "already-recovered", memory, reason: reasons.nothingFired() };
  const begun = anotherOccurrence(memory, levelOf(memory), alert.acceptedAt);
  return { event: "aloud", memory: begun, reason: reasons.silenceOver() };
}

const anotherOccurrence = (memory: IncidentMemory, level: Level, at: number): IncidentMemory => ({
  ...memory,
  firing: true,
  level,
  occurrence: memory.occurrence + 1,
  occurrenceAt: at,
  acknowledged: null,
  toldRules: [],
  begunRules: [],
  toldChats: [],
  escalatedRules: [],
  respondedRules: [],
  operatorCalls: null,
});

function beginOccurrence(memory: IncidentMemory, alert: AlertMessage): Applied {
  const first = memory.occurrence === 0;
  const begun = anotherOccurrence(memory, alert.level, alert.acceptedAt);
  return first
    ? { event: "firing", memory: begun, reason: reasons.firstAlert() }
    : { event: "firing-again", memory: begun, reason: reasons.firedBeforeClosed() };
}

function raiseLevel(memory: IncidentMemory, from: Level): Applied {
  const covered = covers(memory.acknowledged?.level ?? null, memory.level);
  const rise = { from, to: memory.level };
  if (covered || memory.acknowledged === null)
    return { event: "level-raised", memory, reason: reasons.levelRose(rise) };
  return {
    event: "level-raised",
    memory: { ...memory, acknowledged: null },
    reason: reasons.levelRoseBeyond(rise),
  };
}

function recover(before: IncidentMemory, alert: AlertMessage, known: Series | undefined): Applied {
  const memory = withSeries(before, alert, false);
  if (!before.firing) return { event: "already-recovered", memory, reason: reasons.nothingFired() };
  if (known === undefined) return { event: "already-recovered", memory, reason: reasons.neverSeenFiring() };
  if (!known.firing) return { event: "already-recovered", memory, reason: reasons.recoveredBefore() };
  if (!Object.values(memory.series).some((series) => series.firing))
    return {
      event: "recovered",
      memory: { ...memory, firing: false, recoveryAlert: alert.alert },
      reason: reasons.noneFires(),
    };
  const level = levelOf(memory);
  return level === before.level
    ? { event: "series-recovered", memory, reason: reasons.anotherFires() }
    : {
        event: "level-fell",
        memory: { ...memory, level },
        reason: reasons.levelFellInPart({ from: before.level, to: level }),
      };
}

/**
 * Keeps the newest alert of a series, by the tool's own time if it gives one. A recovery keeps the level at which its
 * series fired. It is remembered even if it arrives before its alert, which is then out of date.
 */
function withSeries(memory: IncidentMemory, alert: AlertMessage, firing: boolean): IncidentMemory {
  const known = memory.series[alert.series];
  const same = known?.firing === firing ? known : null;
  if (same !== null && isOlder(alert, same)) return memory;
  const level = firing ? alert.level : (known?.level ?? alert.level);
  const { startedAt = null } = alert;
  // A start time in the future is replaced by the time we first received it, on every repeat too.
  const sameStart = same !== null && startedAt !== null && startedAt === same.startedAt;
  const occurredAt = sameStart ? same.occurredAt : (alert.occurredAt ?? same?.occurredAt ?? null);
  const acceptedAt = same?.acceptedAt ?? alert.acceptedAt;
  const series: Series = { firing, level, occurredAt, startedAt, acceptedAt };
  return { ...memory, series: { ...memory.series, [alert.series]: series } };
}

function levelOf(memory: IncidentMemory): Level {
  const firing = Object.values(memory.series).filter((series) => series.firing);
  return highest(firing.map((series) => series.level)) ?? memory.level;
}
