import type { OperatorCallsState } from "../calls/operators/list.ts";
import { type Plan, planIncludes } from "../customers/plan.ts";
import { capabilityTexts, refusedRunTexts, runRefusalTexts } from "../runbooks/runTexts.ts";
import { callsOverTexts, refusalTexts as texts } from "./steeringTexts.ts";

/** What a person may do to an incident; each is an update of its workflow and an address of the API. */
export const actions = [
  "acknowledge",
  "take",
  "recordNote",
  "sendMail",
  "sendChat",
  "placeCall",
  "recordCallResult",
  "startRunbook",
  "answerRunbook",
  "abortRunbook",
  "escalate",
  "assign",
  "resolve",
] as const;
export type Action = (typeof actions)[number];

export type ActingRole = "operator" | "admin" | "customer";

/** What decides whether an action fits an incident now. */
export interface Situation {
  state: "triage" | "open" | "acknowledged" | "recovered" | "closed";
  /** Whose it is is known. */
  hasCustomer: boolean;
  takenBy: string | null;
  /** `none`: its rule has no escalation; `begun`: that of this occurrence has begun. */
  escalation: "none" | "ready" | "begun";
  /** null: no operators' call list was opened. */
  operatorCalls: OperatorCallsState | null;
  /** A call of an operator was placed whose result nobody has said yet. */
  callUnsettled?: boolean;
  /** A runbook is at work, or about to begin. */
  runbookRunning: boolean;
  /** That of its detection; null where nobody knows whose it is. */
  plan: Plan | null;
  /** Who ended it, where a person did. */
  resolvedBy: string | null;
  /** Who escalated it, and who gave it its rule or customer, where a person did and it is known. */
  escalatedBy?: string | null;
  assignedBy?: string | null;
}

export type Refusal =
  | "forbidden"
  | "incident_closed"
  | "taken"
  | "not_in_triage"
  | "customer_unknown"
  | "nothing_to_escalate"
  | "already_escalated"
  | "already_recovered"
  | "call_list_ended"
  | "plan_excludes"
  | "runbook_running"
  | "no_runbook_running";

export type ActionDecision = { allowed: true } | { allowed: false; code: Refusal; reason: string };

type Rule = (situation: Situation, asked: Asked) => ActionDecision;

/** Who asks, and for `take` whom it is to be taken from. */
export interface Asked {
  by?: string | undefined;
  from?: string | undefined;
}

const allowed: ActionDecision = { allowed: true };
const refuse = (code: Refusal, reason: string): ActionDecision => ({ allowed: false, code, reason });

const anytime: Rule = () => allowed;

const withCustomer: Rule = ({ hasCustomer }) =>
  hasCustomer ? allowed : refuse("customer_unknown", texts.customerUnknown());

/** The one table of who may do what when: API, workflow and console all read it. */
const table: Record<Action, { roles: readonly ActingRole[]; rule: Rule }> = {
  acknowledge: { roles: ["operator", "admin", "customer"], rule: anytime },
  take: { roles: ["operator", "admin"], rule: take },
  recordNote: { roles: ["operator", "admin"], rule: anytime },
  sendMail: { roles: ["operator", "admin"], rule: withCustomer },
  sendChat: { roles: ["operator", "admin"], rule: withCustomer },
  placeCall: { roles: ["operator", "admin"], rule: call },
  recordCallResult: { roles: ["operator", "admin"], rule: callResult },
  startRunbook: { roles: ["operator", "admin"], rule: startRunbook },
  answerRunbook: { roles: ["operator", "admin"], rule: whileRunning },
  abortRunbook: { roles: ["operator", "admin"], rule: whileRunning },
  escalate: { roles: ["operator", "admin"], rule: escalate },
  assign: { roles: ["operator", "admin"], rule: assign },
  resolve: { roles: ["operator", "admin"], rule: anytime },
};

/**
 * Whether a person may do this to an incident now, and if not, why. `role` is null in the Temporal UI, which knows no
 * roles and stands behind a login of its own.
 */
export function decideAction(
  action: Action,
  role: ActingRole | null,
  situation: Situation,
  asked: Asked = {},
): ActionDecision {
  const { roles, rule } = table[action];
  if (role !== null && !roles.includes(role)) return refuse("forbidden", texts.forbidden());
  if (situation.state === "closed") return refuse("incident_closed", closedWords(situation.resolvedBy));
  return rule(situation, asked);
}

export const mayEver = (action: Action, role: ActingRole): boolean => table[action].roles.includes(role);

const closedWords = (resolvedBy: string | null): string =>
  resolvedBy === null ? texts.closed() : texts.closedBy({ by: resolvedBy });

/** Taking it over needs the holder's name, so that nobody does so unawares; others are told who has it. */
function take({ takenBy }: Situation, { by, from }: Asked): ActionDecision {
  const free = takenBy === null || takenBy === by || takenBy === from;
  return free ? allowed : refuse("taken", texts.taken({ by: takenBy }));
}

function assign({ state, assignedBy }: Situation): ActionDecision {
  if (state === "triage") return allowed;
  return refuse(
    "not_in_triage",
    assignedBy == null ? texts.notInTriage() : texts.assignedBy({ by: assignedBy }),
  );
}

/** One at a time; a plan without primary response has none (R1.5b). */
function startRunbook(situation: Situation, asked: Asked): ActionDecision {
  const { plan, state, runbookRunning } = situation;
  if (plan !== null && !planIncludes(plan, "primaryResponse")) {
    const capability = capabilityTexts.primaryResponse();
    return refuse("plan_excludes", refusedRunTexts.planExcludes({ plan, capability }));
  }
  if (runbookRunning) return refuse("runbook_running", runRefusalTexts.running());
  return state === "recovered"
    ? refuse("already_recovered", texts.recovered())
    : withCustomer(situation, asked);
}

function whileRunning({ runbookRunning }: Situation): ActionDecision {
  return runbookRunning ? allowed : refuse("no_runbook_running", runRefusalTexts.noRun());
}

function escalate({ state, escalation, escalatedBy }: Situation): ActionDecision {
  if (escalation === "none") return refuse("nothing_to_escalate", texts.nothingToEscalate());
  if (escalation === "begun")
    return refuse(
      "already_escalated",
      escalatedBy == null ? texts.escalated() : texts.escalatedBy({ by: escalatedBy }),
    );
  return state === "recovered" ? refuse("already_recovered", texts.recovered()) : allowed;
}

/** The result of a call that was placed is accepted even after its list has ended. */
function callResult(situation: Situation, asked: Asked): ActionDecision {
  return situation.callUnsettled === true ? withCustomer(situation, asked) : call(situation, asked);
}

function call(situation: Situation, asked: Asked): ActionDecision {
  const { operatorCalls } = situation;
  if (operatorCalls === null || operatorCalls === "running") return withCustomer(situation, asked);
  return refuse("call_list_ended", callsOverTexts[operatorCalls]());
}
