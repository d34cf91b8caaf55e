import type { Text } from "../words/phrase.ts";
import { callReasonTexts } from "./texts.ts";

/** How a ring of one number ended (R5.2.2a-f, contract "calls"). */
export const callOutcomes = [
  "acknowledged",
  "ignored",
  "missed",
  "busy",
  "failed",
  "aborted",
  "skipped",
] as const;
export type CallOutcome = (typeof callOutcomes)[number];

/** `if-ringing` leaves an answered call alone, so no conversation is cut. */
export type HowToEnd = "hang-up" | "if-ringing";

/** What the provider reported and the callee pressed in one call, in any order and number. */
export interface CallFact {
  kind: "status" | "key";
  /** Twilio's CallStatus, or the digit pressed. */
  value: string;
  wins: boolean;
}

export type CallEnd =
  | { ended: false; answered: boolean }
  | { ended: true; outcome: CallOutcome; reason: Text | null };

/** The longest conversation (R5.2.2d). */
export const talkSeconds = 120;

const finalStatuses = ["completed", "busy", "failed", "no-answer", "canceled"];

export const isFinalStatus = (status: string): boolean => finalStatuses.includes(status);

/**
 * Decides how a call ended, from all its facts. Callbacks come late, twice and in any order, so nothing here depends
 * on order: a key 1 that won is an acknowledgement, however late we learn of it (R5.2.2a).
 */
export function callEnd(facts: readonly CallFact[], endRequested: HowToEnd | null): CallEnd {
  const keys = facts.filter((fact) => fact.kind === "key");
  const statuses = new Set(facts.filter((fact) => fact.kind === "status").map((fact) => fact.value));
  const answered = keys.length > 0 || statuses.has("in-progress") || statuses.has("completed");
  const final = finalStatuses.find((status) => statuses.has(status));
  if (final === undefined) return { ended: false, answered };
  if (keys.some((key) => key.wins)) return { ended: true, outcome: "acknowledged", reason: null };
  return { ended: true, ...endWithoutAcknowledgement(final, keys, endRequested) };
}

function endWithoutAcknowledgement(
  final: string,
  keys: readonly CallFact[],
  endRequested: HowToEnd | null,
): { outcome: CallOutcome; reason: Text | null } {
  if (keys.some((key) => key.value === "1"))
    return { outcome: "ignored", reason: callReasonTexts.pressedTooLate() };
  if (keys.some((key) => key.value === "*"))
    return { outcome: "ignored", reason: callReasonTexts.hungUpByKey() };
  const endedByUs =
    endRequested === "hang-up" ? final === "canceled" || final === "completed" : final === "canceled";
  if (endRequested !== null && endedByUs)
    return { outcome: "aborted", reason: callReasonTexts.noLongerNeeded() };
  if (final === "no-answer" || final === "canceled") return { outcome: "missed", reason: null };
  if (final === "busy") return { outcome: "busy", reason: null };
  if (final === "failed") return { outcome: "failed", reason: callReasonTexts.providerFailed() };
  return { outcome: "ignored", reason: callReasonTexts.noKey() };
}

/** What a pressed key does (R5.2.2a): 1 takes it, * hangs up, every other key repeats the message. */
export type KeyMeaning = "accept" | "hang-up" | "repeat";

export function keyMeaning(digit: string): KeyMeaning {
  if (digit === "1") return "accept";
  return digit === "*" ? "hang-up" : "repeat";
}
