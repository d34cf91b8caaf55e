import { decideAction } from "../../../../../domain/incidents/actions/decide.ts";
import { actions, declarationOf, type OfferedAction } from "../../../../../domain/incidents/actions/table.ts";
import type { Desk, DeskAction, IncidentAnswer, Me } from "../../../api/types.ts";

const buttonOf = (action: OfferedAction) => declarationOf(action).button!;

export const offeredActions = actions.filter(
  (action): action is OfferedAction => declarationOf(action).button !== undefined,
);

export const keyOf = (action: OfferedAction): string | undefined => buttonOf(action).key;

/** A button of the page: what it does, or why it cannot be done. */
export interface Offer {
  action: OfferedAction;
  allowed: boolean;
  isDangerous: boolean;
  /** Somebody else has taken it: taking is a hand-over, which names them. */
  handOverFrom: string | null;
  words: string;
}

export interface OfferWords {
  opensCalls: string;
  alreadyYours: string;
  alreadyAcknowledged: (by: string) => string;
}

/** Operators' buttons, as their desk explains them. */
export function offersOf(desk: Desk, incident: IncidentAnswer, me: Me, words: OfferWords): Offer[] {
  return offeredActions.flatMap((action) => {
    const known = desk.actions.find((one) => one.action === action);
    if (known === undefined || (buttonOf(action).isShownOnlyWhenAllowed && !known.allowed)) return [];
    return [offerOf(action, known, incident, me, words)];
  });
}

function offerOf(
  action: OfferedAction,
  known: DeskAction,
  { takenBy, acknowledgedBy, state }: IncidentAnswer,
  me: Me,
  words: OfferWords,
): Offer {
  const { isDangerous = false } = buttonOf(action);
  const plain = { action, allowed: known.allowed, isDangerous, handOverFrom: null };
  if (state === "closed") return { ...plain, words: known.reason ?? known.consequence };
  if (action === "take" && takenBy !== null) {
    if (takenBy === me.name) return { ...plain, allowed: false, words: words.alreadyYours };
    return { ...plain, allowed: true, handOverFrom: takenBy, words: known.consequence };
  }
  if (action === "acknowledge" && acknowledgedBy !== null)
    return { ...plain, allowed: false, words: words.alreadyAcknowledged(acknowledgedBy) };
  if (action === "placeCall" && known.allowed) return { ...plain, words: words.opensCalls };
  return { ...plain, words: known.allowed ? known.consequence : (known.reason ?? known.consequence) };
}

/** What a customer's person may do: the same table decides it as for operators. */
export function customersOffers(incident: IncidentAnswer, words: string): Offer[] {
  const decision = decideAction("acknowledge", "customer", {
    state: incident.state,
    hasCustomer: true,
    takenBy: incident.takenBy,
    resolvedBy: null,
    escalation: "none",
    operatorCalls: incident.operatorCalls?.state ?? null,
    runbookRunning: false,
    plan: null,
  });
  const isNew = incident.acknowledgedBy === null;
  return decision.allowed && isNew
    ? [{ action: "acknowledge", allowed: true, isDangerous: false, handOverFrom: null, words }]
    : [];
}

/** What should be done next, if anything: its button stands out. */
export function primaryOf(incident: IncidentAnswer, { attention }: Desk): OfferedAction | null {
  const { state, takenBy, operatorCalls } = incident;
  if (state === "closed") return null;
  const waitsForStart = attention === "runbook-start" && incident.slo.firstResponseAt === null;
  if (waitsForStart && (state === "open" || state === "acknowledged")) return "startRunbook";
  if (operatorCalls?.state === "running") return "placeCall";
  if (state === "recovered") return "resolve";
  if (state === "open" || state === "triage") return "acknowledge";
  return takenBy === null ? "take" : null;
}
