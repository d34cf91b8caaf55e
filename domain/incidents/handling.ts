import type { CallPlan, Rule, RuleRunbook, TimeBand } from "../customers/configuration.ts";

/** What a rule orders for an incident, as the workflow carries it: ids only, no address or number. */
export interface Handling {
  /** null while no rule applies because the customer is unknown. */
  rule: string | null;
  mailTo: string[];
  chats: string[];
  call: CallPlan | null;
  repeatMinutes: number;
  closeAfterMinutes: number | null;
  /** Why operators are told as the incident begins; null if they need not be. */
  operators: "triage" | "chat-alone" | "no-notification" | "runbook-start" | null;
  /** null if the rule has none. */
  escalation: EscalationHandling | null;
  /** null if the rule has none. */
  firstResponse: RuleRunbook | null;
}

/** What follows if the first response did not bring recovery, or if an operator orders it (R5.3.2). */
export interface EscalationHandling {
  /** Minutes after detection without recovery or acknowledgement; null: only when an operator orders it. */
  afterMinutes: number | null;
  /** The rule notifies nobody, so the escalation begins with the incident. */
  atOnce: boolean;
  mailTo: string[];
  /** The operators' list of the time band at detection; null if it names nobody. */
  operatorCalls: { list: string[]; band: TimeBand; mailTo: string[] } | null;
}

/**
 * Turns the matching rule into what the incident will do; no rule means triage (R5.1a). `band` is the time band at
 * detection.
 */
export function handlingOf(rule: Rule | null, band: TimeBand): Handling {
  if (rule === null) return { ...nothing, rule: null, operators: "triage" };
  const mailTo = rule.notify?.mail?.to ?? [];
  const chats = rule.notify?.chat ?? [];
  const call = rule.notify?.call ?? null;
  return {
    rule: rule.name,
    mailTo,
    chats,
    call,
    repeatMinutes: rule.repeatMinutes,
    closeAfterMinutes: rule.closeAfterMinutes,
    operators: whyOperators(rule, mailTo.length > 0 || call !== null, chats.length > 0),
    escalation: escalationOf(rule, band),
    firstResponse: rule.firstResponse,
  };
}

function escalationOf(
  { notify, firstResponse, escalation }: Rule,
  band: TimeBand,
): EscalationHandling | null {
  if (escalation === null) return null;
  const { afterMinutes, mail, operatorCalls } = escalation;
  const list = operatorCalls?.[band] ?? [];
  const mailTo = operatorCalls?.mail?.to ?? notify?.mail?.to ?? [];
  return {
    afterMinutes,
    atOnce: notify === null && firstResponse === null,
    mailTo: mail?.to ?? [],
    operatorCalls: list.length === 0 ? null : { list, band, mailTo },
  };
}

function whyOperators(rule: Rule, isTold: boolean, chat: boolean): Handling["operators"] {
  if (isTold) return null;
  const { firstResponse } = rule;
  if (chat) return "chat-alone";
  // A runbook that begins automatically is the first response; if it does not begin, escalation follows.
  if (firstResponse !== null) return firstResponse.start === "automatic" ? null : "runbook-start";
  return rule.escalation === null ? "triage" : "no-notification";
}

/** The orders of no rule. */
export const nothing: Handling = {
  rule: null,
  mailTo: [],
  chats: [],
  call: null,
  repeatMinutes: 30,
  closeAfterMinutes: null,
  operators: null,
  escalation: null,
  firstResponse: null,
};
