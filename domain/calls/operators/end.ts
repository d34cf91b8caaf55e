import type { Text } from "../../words/phrase.ts";
import { isFinalStatus } from "../outcome.ts";
import { operatorCallReasonTexts as texts } from "../texts.ts";
import type { CallResult } from "./result.ts";

/** A fact of a click-to-call: about the operator's own telephone, a key pressed there, or the leg to the contact. */
export interface OperatorCallFact {
  kind: "status" | "key" | "leg-status";
  /** Twilio's CallStatus, or the digit pressed. */
  value: string;
}

export type OperatorCallEnd =
  | { state: "ringing" | "talking" }
  /** The operator's telephone has hung up, and only the provider knows whether the contact's rang. */
  | { state: "no-word" }
  /** `result` null: somebody answered the contact's phone, and the operator must say who. */
  | { state: "ended"; result: CallResult | null; reason: Text | null };

/**
 * Decides how a click-to-call ended, from all its facts, in any order and number. A telephone cannot tell a person
 * from a machine, so no result is guessed if the contact's phone was answered.
 */
export function operatorCallEnd(facts: readonly OperatorCallFact[]): OperatorCallEnd {
  const leg = facts.filter((fact) => fact.kind === "leg-status").map((fact) => fact.value);
  const own = facts.filter((fact) => fact.kind === "status").map((fact) => fact.value);
  const answered = leg.includes("in-progress") || leg.includes("completed");
  const legEnd = leg.find(isFinalStatus);
  const ownEnd = own.find(isFinalStatus);
  if (legEnd === undefined && ownEnd === undefined) return { state: answered ? "talking" : "ringing" };
  if (answered) return ended(null, null);
  if (legEnd !== undefined) return endOfLeg(legEnd);
  if (leg.length > 0) return ended("no-answer", texts.hungUpWhileRinging());
  if (facts.some((fact) => fact.kind === "key" && fact.value === "1")) return { state: "no-word" };
  return ended("failed", withoutConnecting[ownEnd ?? ""] ?? texts.notConnected());
}

function endOfLeg(status: string): OperatorCallEnd {
  if (status === "busy") return ended("busy", null);
  if (status === "no-answer") return ended("no-answer", null);
  if (status === "canceled") return ended("no-answer", texts.hungUpWhileRinging());
  return ended("failed", texts.contactNotRung());
}

/** The reason, by how the call to the operator's own telephone ended. */
const withoutConnecting: Readonly<Record<string, Text>> = {
  "no-answer": texts.operatorNoAnswer(),
  busy: texts.operatorBusy(),
  failed: texts.operatorFailed(),
  canceled: texts.operatorCanceled(),
};

const ended = (result: CallResult | null, reason: Text | null): OperatorCallEnd => ({
  state: "ended",
  result,
  reason,
});
