import type { OperatorCallsView } from "../../calls/operators/list.ts";

/** What a person has to see to next in an incident, the most pressing kind first. */
export const dueKinds = ["first-response", "triage", "call-next", "attention", "follow", "none"] as const;
export type DueKind = (typeof dueKinds)[number];

/** `at`: until when (ISO 8601); null while no deadline runs. */
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
  /** It fires no more. */
  recovered: boolean;
  /** Why operators should look at it, as long as that stands; null where they need not. */
  attention: string | null;
  taken: boolean;
  operatorCalls: Pick<OperatorCallsView, "state"> | null;
}

/**
 * What is due next and until when. The promised first response bounds everything that comes before it, triage and
 * calls too; once somebody said "I know", only what is an operator's own work (triage, a running call list) is left.
 */
export function due(facts: DueFacts): Due {
  const at = facts.responded || facts.recovered ? null : facts.deadlineAt;
  if (facts.state === "closed") return { at: null, what: "none" };
  if (facts.state === "triage") return { at, what: "triage" };
  if (facts.state === "recovered") return { at: null, what: "none" };
  if (facts.operatorCalls?.state === "running") return { at, what: "call-next" };
  if (facts.state === "acknowledged") return { at, what: at === null ? "none" : "first-response" };
  if (at !== null) return { at, what: "first-response" };
  // Somebody has it in hand: the reason to look at it has been met.
  if (facts.attention !== null && !facts.taken) return { at: null, what: "attention" };
  return { at: null, what: "follow" };
}
