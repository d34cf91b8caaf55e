import type { OperatorCallsView } from "../../calls/operators/list.ts";

/** What a person must do next about an incident, the most pressing kind first. */
export const dueKinds = ["first-response", "triage", "call-next", "attention", "follow", "none"] as const;
export type DueKind = (typeof dueKinds)[number];

/** `at`: the deadline (ISO 8601); null while none runs. */
export interface Due {
  at: string | null;
  what: DueKind;
}

export interface DueFacts {
  state: "triage" | "open" | "acknowledged" | "recovered" | "closed";
  /** ISO 8601; null while silenced. */
  deadlineAt: string | null;
  /** A first response was made (R3.1a). */
  responded: boolean;
  /** No series fires any more. */
  recovered: boolean;
  /** Why operators should look at it, while that reason applies; null if they need not. */
  attention: string | null;
  taken: boolean;
  operatorCalls: Pick<OperatorCallsView, "state"> | null;
}

/**
 * Decides what is due next and by when. The promised first response bounds everything before it, triage and calls
 * too. Once someone has acknowledged, only the operators' own work is left: triage and a running call list.
 */
export function due(facts: DueFacts): Due {
  const at = facts.responded || facts.recovered ? null : facts.deadlineAt;
  if (facts.state === "closed") return { at: null, what: "none" };
  if (facts.state === "triage") return { at, what: "triage" };
  if (facts.state === "recovered") return { at: null, what: "none" };
  if (facts.operatorCalls?.state === "running") return { at, what: "call-next" };
  if (facts.state === "acknowledged") return { at, what: at === null ? "none" : "first-response" };
  if (at !== null) return { at, what: "first-response" };
  // An operator has it in hand, so the reason to look at it is met.
  if (facts.attention !== null && !facts.taken) return { at: null, what: "attention" };
  return { at: null, what: "follow" };
}
