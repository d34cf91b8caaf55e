import { covers, type Level } from "../alerts/level.ts";
import { type AlertEvent, type Applied, applyAlert } from "./alerts.ts";
import type { Handling } from "./handling.ts";
import { type AlertMessage, freshMemory, type IncidentMemory } from "./state.ts";
import { occurrenceFact, repeatStep, turnFact } from "./steps.ts";
import { decideTelling } from "./telling.ts";

/** What a run knows after an alert. */
export interface Known {
  memory: IncidentMemory;
  /** The handling of the rule that matched last. */
  handling: Handling;
}

/** How far a run that is gone had come with its incident's alerts. */
export interface Progress {
  /** After all alerts looked at so far. */
  seen: Known;
  /** After the alerts that the run provably worked on; the next run applies the rest. */
  workedOn: Known;
}

/** What the rows prove. */
export interface Proof {
  /** When each entry of the timeline happened, by the entry's name. */
  facts: ReadonlyMap<string, number>;
  /** Steps of 継続中 that were begun. */
  repeats: ReadonlySet<string>;
  /** Somebody was told or rung, or a runbook was run. */
  hasBegun: boolean;
  acknowledged: { occurrence: number; level: Level } | null;
}

export function beforeAlerts(level: Level, detectedAt: number, own: Handling): Progress {
  const none = { memory: freshMemory(level, detectedAt), handling: own };
  return { seen: none, workedOn: none };
}

/** Follows the run by one alert; `own` is the handling of the incident's own rule. */
export function followAlert(
  { seen: before, workedOn }: Progress,
  alert: AlertMessage,
  own: Handling,
  proof: Proof,
): Progress {
  const applied = applyAlert(before.memory, alert);
  const decides = alert.status === "firing" && alert.level === applied.memory.level;
  const handling = decides ? (alert.handling ?? own) : (ofNow(applied.event, alert) ?? before.handling);
  const memory = begunBy(applied, handling, alert.acceptedAt);
  const seen = { memory, handling };
  // A repeat leaves no trace. It counts as worked on unless something before it was left undone.
  const isQuiet = applied.event === "repeat" && workedOn === before;
  return { seen, workedOn: isQuiet || isProven(applied.event, memory, alert, proof) ? seen : workedOn };
}

/** As a silence ends, the rule that matches then is the incident's (R5.10b). */
const ofNow = (event: AlertEvent, { handling }: AlertMessage): Handling | null =>
  event === "aloud" ? handling : null;

/** Adds the rules that were begun. When 継続中 was told is read from the rows. */
function begunBy({ event, memory }: Applied, handling: Handling, at: number): IncidentMemory {
  const tells = ["firing", "firing-again", "aloud", "level-raised"].includes(event);
  if (!tells) return memory;
  return decideTelling(event, memory, handling, at).memory;
}

function isProven(event: AlertEvent, memory: IncidentMemory, alert: AlertMessage, proof: Proof): boolean {
  const { facts } = proof;
  const { occurrence } = memory;
  switch (event) {
    case "firing":
      return proof.hasBegun;
    case "firing-again":
    case "aloud":
      return facts.has(occurrenceFact(occurrence));
    case "silenced":
      return facts.has(turnFact(alert.sequence));
    case "recovered":
      return facts.has(`recovered/${occurrence}`);
    case "repeat":
      return proof.repeats.has(repeatStep(occurrence, alert.sequence));
    case "acknowledged":
      return isAcknowledged(memory, alert, proof);
    default:
      return facts.has(`event/${alert.sequence}`);
  }
}

/** If the level was acknowledged already, the tool's acknowledgement changed nothing. */
function isAcknowledged(
  { occurrence, level }: IncidentMemory,
  { acceptedAt }: AlertMessage,
  { facts, acknowledged }: Proof,
): boolean {
  if (acknowledged?.occurrence === occurrence && covers(acknowledged.level, level)) return true;
  return facts.get(`acknowledged/${occurrence}/${level}`) === acceptedAt;
}
