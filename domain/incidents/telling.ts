import type { AlertEvent } from "./alerts.ts";
import type { Handling } from "./handling.ts";
import type { IncidentMemory } from "./state.ts";

/** Whom to tell what, after an alert was applied. */
export interface Telling {
  /** Tell by this rule: mail, the chats named here, and its call list. */
  rule: { handling: Handling; chats: string[] } | null;
  /** Chats to tell 継続中. */
  repeatTo: string[];
  recovery: boolean;
  memory: IncidentMemory;
  reason: string;
}

/**
 * Decides what an alert's event tells people (R5.1c, R5.1d, R5.1e, R5.4b). `handling` belongs to the rule that
 * matches now.
 */
export function decideTelling(
  event: AlertEvent,
  memory: IncidentMemory,
  handling: Handling,
  now: number,
): Telling {
  const quiet = { rule: null, repeatTo: [], recovery: false, memory };
  if (memory.silenced === true) return { ...quiet, reason: "silenced" };
  switch (event) {
    case "firing":
    case "firing-again":
    case "aloud":
      return { ...tellByRule(memory, handling, now), repeatTo: [], recovery: false, reason: "発生" };
    case "level-raised":
      return tellRaisedLevel(memory, handling, now);
    case "repeat":
      return tellRepeat(memory, handling, now);
    case "recovered":
      return { ...quiet, recovery: true, reason: "復旧" };
    default:
      return { ...quiet, reason: "for the timeline only" };
  }
}

/** Tells a raised level at once to those who know of the incident, and to those of the rule that matches now. */
function tellRaisedLevel(memory: IncidentMemory, handling: Handling, now: number): Telling {
  const repeatTo = memory.toldChats;
  const told = { ...memory, repeatToldAt: now };
  if (handling.rule === null || memory.toldRules.includes(handling.rule))
    return { rule: null, repeatTo, recovery: false, memory: told, reason: "the level rose" };
  const byRule = tellByRule(told, handling, now);
  return { ...byRule, repeatTo, recovery: false, reason: "the level rose and another rule matches" };
}

function tellRepeat(memory: IncidentMemory, handling: Handling, now: number): Telling {
  const quiet = { rule: null, repeatTo: [], recovery: false, memory };
  if (handling.repeatMinutes === 0) return { ...quiet, reason: "the rule wants no 継続中" };
  const toldAt = Math.max(memory.repeatToldAt ?? 0, memory.firingToldAt ?? 0);
  const due = now - toldAt >= handling.repeatMinutes * 60_000;
  if (!due)
    return { ...quiet, reason: `発生 or 継続中 was told less than ${handling.repeatMinutes} minutes ago` };
  const told = { ...memory, repeatToldAt: now };
  return { rule: null, repeatTo: memory.toldChats, recovery: false, memory: told, reason: "継続中" };
}

function tellByRule(
  memory: IncidentMemory,
  handling: Handling,
  now: number,
): Pick<Telling, "rule" | "memory"> {
  const chats = handling.chats.filter((chat) => !memory.toldChats.includes(chat));
  return {
    rule: { handling, chats },
    memory: {
      ...memory,
      firingToldAt: now,
      triage: memory.triage || handling.operators === "triage",
      toldRules: handling.rule === null ? memory.toldRules : [...memory.toldRules, handling.rule],
      begunRules: [...memory.begunRules, { handling, chats, alert: memory.lastFiringAlert }],
      toldChats: [...memory.toldChats, ...chats],
    },
  };
}
