import type { AlertStatus, SilenceTurn } from "../alerts/alert.ts";
import type { Level } from "../alerts/level.ts";
import type { OperatorCalls } from "../calls/operators/list.ts";
import type { Handling } from "./handling.ts";

/**
 * An alert as its incident's workflow receives it. Times are epoch milliseconds because they travel through
 * histories.
 */
export interface AlertMessage {
  incident: number;
  /** Its place among the incident's alerts, from 1; it tells which alerts were seen before. */
  sequence: number;
  alert: number;
  status: AlertStatus | SilenceTurn;
  level: Level;
  series: string;
  /** The tool's own time, never later than our acceptance; null if it gave none. */
  occurredAt: number | null;
  /** The start time by which the tool names the occurrence; null if it gave none. */
  startedAt: number | null;
  acceptedAt: number;
  /** The handling of the rule that matches now, if it is not the incident's first rule (R5.1c). */
  handling: Handling | null;
}

export interface Series {
  firing: boolean;
  level: Level;
  /** The tool's own time of its last alert about this series. */
  occurredAt: number | null;
  startedAt: number | null;
  /** When we first received that it fires, or that it has recovered. */
  acceptedAt: number;
}

export interface Acknowledgement {
  by: string;
  at: number;
  /** It covers this level and those below (R5.1c). */
  level: Level;
  /** Given with key 1 on the telephone. */
  byKey: boolean;
}

/** A rule that tells people. What it ordered when it began holds for everything that follows from it. */
export interface BegunRule {
  handling: Handling;
  /** The chats that it tells; a chat that another rule has already told is left out. */
  chats: string[];
  /** The alert that people are told about. */
  alert: number;
}

/** Everything an incident must remember. Kept whole when the workflow continues as new. */
export interface IncidentMemory {
  seenUpTo: number;
  level: Level;
  occurrence: number;
  series: Record<string, Series>;
  firing: boolean;
  /** All that burns is silenced (R5.10). Absent in runs that began before there were silences: it is not. */
  silenced?: boolean;
  acknowledged: Acknowledgement | null;
  /** Rules told in this occurrence. */
  toldRules: string[];
  /** The same rules with what they ordered, and what was ordered where no rule applies. */
  begunRules: BegunRule[];
  /** Chats told in this occurrence; they also get its 継続中. */
  toldChats: string[];
  repeatToldAt: number | null;
  /** When 発生 was last told. */
  firingToldAt: number | null;
  lastFiringAt: number;
  triage: boolean;
  /** The operator who has it in hand. */
  takenBy: string | null;
  /** Rules whose escalation has begun in this occurrence. */
  escalatedRules: string[];
  /** Who began the last escalation, and who assigned a rule or customer; null if nobody did. */
  escalatedBy: string | null;
  assignedBy: string | null;
  /** The operators' call list of this occurrence; null while none is open. */
  operatorCalls: OperatorCalls | null;
  /** How many times the list was recorded, over all occurrences. */
  operatorCallsVersion: number;
  /** Operators' calls whose result nobody has recorded yet. */
  unsettledCalls: UnsettledCall[];
  /** When this occurrence was detected. */
  occurrenceAt: number;
  /** The last alert that fired; later notices describe it. */
  lastFiringAlert: number;
  /** The alert that brought the last full recovery. */
  recoveryAlert: number;
  /** Rules whose first response has begun in this occurrence. */
  respondedRules: string[];
}

export interface UnsettledCall {
  /** The number of its row; the request's name while it has no row. */
  call: string;
  /** The request of the operator who ordered it. */
  request: string;
  /** The occurrence in which it was ordered. */
  occurrence: number;
  contact: string;
  by: string;
  /** The provider reports that it is over. */
  ended: boolean;
}

/** Whether people are told of it and work is begun for it: it burns, and no silence covers all of it. */
export const isAloud = ({ firing, silenced }: Pick<IncidentMemory, "firing" | "silenced">): boolean =>
  firing && silenced !== true;

export const freshMemory = (level: Level, at: number): IncidentMemory => ({
  seenUpTo: 0,
  level,
  occurrence: 0,
  series: {},
  firing: false,
  acknowledged: null,
  toldRules: [],
  begunRules: [],
  toldChats: [],
  repeatToldAt: null,
  firingToldAt: null,
  lastFiringAt: at,
  triage: false,
  takenBy: null,
  escalatedRules: [],
  escalatedBy: null,
  assignedBy: null,
  operatorCalls: null,
  operatorCallsVersion: 0,
  unsettledCalls: [],
  occurrenceAt: at,
  lastFiringAlert: 0,
  recoveryAlert: 0,
  respondedRules: [],
});
