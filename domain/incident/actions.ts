import type { OperatorCallsState } from "../operatorCalls/list.ts";

/** What a person may do to an incident; each is an update of its workflow and an address of the API. */
export const actions = [
  "acknowledge",
  "take",
  "recordNote",
  "sendMail",
  "sendChat",
  "placeCall",
  "recordCallResult",
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
  | "call_list_ended";

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
  hasCustomer
    ? allowed
    : refuse("customer_unknown", "お客様が未特定のため、連絡先がありません。先にお客様を割り当ててください");

/** The one table of who may do what when: API, workflow and console all read it. */
const table: Record<Action, { roles: readonly ActingRole[]; rule: Rule }> = {
  acknowledge: { roles: ["operator", "admin", "customer"], rule: anytime },
  take: { roles: ["operator", "admin"], rule: take },
  recordNote: { roles: ["operator", "admin"], rule: anytime },
  sendMail: { roles: ["operator", "admin"], rule: withCustomer },
  sendChat: { roles: ["operator", "admin"], rule: withCustomer },
  placeCall: { roles: ["operator", "admin"], rule: call },
  recordCallResult: { roles: ["operator", "admin"], rule: call },
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
  if (role !== null && !roles.includes(role)) return refuse("forbidden", "この操作を行う権限がありません");
  if (situation.state === "closed") return refuse("incident_closed", closedWords(situation.resolvedBy));
  return rule(situation, asked);
}

export const mayEver = (action: Action, role: ActingRole): boolean => table[action].roles.includes(role);

function closedWords(resolvedBy: string | null): string {
  return resolvedBy === null
    ? "このインシデントはすでに終了しています"
    : `このインシデントは${resolvedBy}がすでに対応完了にしています`;
}

/** Whoever names its holder takes it over; anybody else hears who has it. */
function take({ takenBy }: Situation, { by, from }: Asked): ActionDecision {
  const free = takenBy === null || takenBy === by || takenBy === from;
  return free ? allowed : refuse("taken", `${takenBy}が担当しています`);
}

function assign({ state, assignedBy }: Situation): ActionDecision {
  if (state === "triage") return allowed;
  return refuse(
    "not_in_triage",
    (assignedBy ?? null) === null
      ? "振り分け待ちではないため、対応ルールを割り当てられません"
      : `${assignedBy}がすでに割り当てています`,
  );
}

function escalate({ state, escalation, escalatedBy }: Situation): ActionDecision {
  if (escalation === "none")
    return refuse("nothing_to_escalate", "対応ルールにエスカレーションの定めがありません");
  if (escalation === "begun")
    return refuse(
      "already_escalated",
      (escalatedBy ?? null) === null
        ? "エスカレーションはすでに始まっています"
        : `エスカレーションは${escalatedBy}がすでに始めています`,
    );
  return state === "recovered" ? refuse("already_recovered", "すでに復旧しています") : allowed;
}

function call(situation: Situation, asked: Asked): ActionDecision {
  const { operatorCalls } = situation;
  if (operatorCalls === null || operatorCalls === "running") return withCustomer(situation, asked);
  return refuse("call_list_ended", endedWords[operatorCalls]);
}

const endedWords: Record<Exclude<OperatorCallsState, "running">, string> = {
  reached: "すでに連絡できたため、有人架電は終了しています",
  exhausted: "2巡の有人架電が終わっています",
  stopped: "復旧、対応確認または対応完了のため、有人架電は終了しています",
};
