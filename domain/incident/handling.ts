import type { CallPlan, Rule } from "../customer/configuration.ts";

/** What a rule orders for an incident, as the workflow carries it: ids only, no address or number. */
export interface Handling {
  /** null: no rule could be asked (the customer is unknown). */
  rule: string | null;
  mailTo: string[];
  chats: string[];
  call: CallPlan | null;
  repeatMinutes: number;
  closeAfterMinutes: number | null;
  /** Why operators are told as the incident begins; null where they need not be. */
  operators: "triage" | "chat-alone" | "no-notification" | null;
}

/** Turns the matching rule into what the incident will do; no rule means triage (R5.1a). */
export function handlingOf(rule: Rule | null): Handling {
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
  };
}

function whyOperators(rule: Rule, firstResponse: boolean, chat: boolean): Handling["operators"] {
  if (firstResponse) return null;
  if (chat) return "chat-alone";
  return rule.firstResponse === null && rule.escalation === null ? "triage" : "no-notification";
}

const nothing: Handling = {
  rule: null,
  mailTo: [],
  chats: [],
  call: null,
  repeatMinutes: 30,
  closeAfterMinutes: null,
  operators: null,
};
