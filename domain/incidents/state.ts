import type { AlertStatus } from "../alerts/alert.ts";
import type { Level } from "../alerts/level.ts";
import type { OperatorCalls } from "../calls/operators/list.ts";
import type { Handling } from "./handling.ts";

/** An alert as its incident hears of it. Times are epoch milliseconds: they travel through histories. */
export interface AlertMessage {
  incident: number;
  /** Its place among the incident's alerts, from 1: what was seen before is known by it. */
  sequence: number;
  alert: number;
  status: AlertStatus;
  level: Level;
  series: string;
  /** The tool's own time, never later than our acceptance; null where it gave none. */
  occurredAt: number | null;
  /** The start by which the tool names the occurrence; null where it gave none. */
  startedAt: number | null;
  acceptedAt: number;
  /** Where another rule matches now than the one the incident began under (R5.1c). */
  handling: Handling | null;
}

export interface Series {
  firing: boolean;
  level: Level;
  /** The tool's own time of the last thing it said of this series. */
  occurredAt: number | null;
  startedAt: number | null;
  /** When we first heard that it fires, or that it has recovered. */
  acceptedAt: number;
}

export interface Acknowledgement {
  by: string;
  at: number;
  /** It covers this level and those below (R5.1c). */
  level: Level;
  /** By key 1 on the telephone. */
  byKey: boolean;
}

/** A rule that people are told by: what it ordered when it began is what holds for all that follows from it. */
export interface BegunRule {
  handling: Handling;
  /** Those that it tells: a chat that another rule had told before is left out. */
  chats: string[];
  /** The alert that it tells of. */
  alert: number;
}

/** All that an incident must remember; carried whole when its workflow continues as new. */
export interface IncidentMemory {
  seenUpTo: number;
  level: Level;
  occurrence: number;
  series: Record<string, Series>;
  firing: boolean;
  acknowledged: Acknowledgement | null;
  /** Rules told in this occurrence. */
  toldRules: string[];
  /** The same with what they ordered, and what was ordered where there is no rule. */
  begunRules: BegunRule[];
  /** Chats told in this occurrence: a 継続中 goes to them. */
  toldChats: string[];
  repeatToldAt: number | null;
  /** When 発生 was told last. */
  firingToldAt: number | null;
  lastFiringAt: number;
  triage: boolean;
  /** The operator who has it in hand. */
  takenBy: string | null;
  /** Rules whose escalation has begun in this occurrence. */
  escalatedRules: string[];
  /** Who began the last of them, and who assigned a rule or customer; null where nobody did. */
  escalatedBy: string | null;
  assignedBy: string | null;
  /** The operators' call list of this occurrence; null where none was opened. */
  operatorCalls: OperatorCalls | null;
  /** How often the list has been written down, over all occurrences. */
  operatorCallsVersion: number;
  /** Operators' calls whose result nobody has recorded yet. */
  unsettledCalls: UnsettledCall[];
  /** When this occurrence was detected. */
  occurrenceAt: number;
  /** The last alert that fired; later notices describe it. */
  lastFiringAlert: number;
  /** The alert by which all of it recovered last. */
  recoveryAlert: number;
  /** Rules whose first response has begun in this occurrence. */
  respondedRules: string[];
}

export interface UnsettledCall {
  /** Its row; the request's name while there is none yet. */
  call: string;
  /** Of the operator who ordered it. */
  request: string;
  /** In which it was ordered. */
  occurrence: number;
  contact: string;
  by: string;
  /** The provider says that it is over. */
  ended: boolean;
}

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
