import type { CallOutcome } from "./outcome.ts";

/**
 * When a call was placed; null if it never was, or if the provider never had the request. A call by hand was placed,
 * whatever its result.
 */
export function placedAt(call: {
  kind: "auto" | "operator";
  outcome: CallOutcome | null;
  requestedAt: Date | null;
  notPlaced: boolean;
  sid: string | null;
  operatorPhone: string | null;
}): Date | null {
  const isByHand = call.kind === "operator" && call.operatorPhone === null;
  const neverArrived = call.notPlaced && call.sid === null && !isByHand;
  return call.outcome === "skipped" || neverArrived ? null : call.requestedAt;
}

/** The state of a call under way: queued at the provider, ringing, or answered. */
export type CallState = "waiting" | "ringing" | "talking";

export function callState({ requested, answered }: { requested: boolean; answered: boolean }): CallState {
  if (answered) return "talking";
  return requested ? "ringing" : "waiting";
}
