import type { CallOutcome } from "./outcome.ts";

/** When a call was placed; null: never, or the provider never had the request. A call by hand was made, whatever its result. */
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

/** How a call stands that is under way: it waits for its turn at the provider, rings, or is spoken in. */
export type CallState = "waiting" | "ringing" | "talking";

export function callState({ requested, answered }: { requested: boolean; answered: boolean }): CallState {
  if (answered) return "talking";
  return requested ? "ringing" : "waiting";
}
