import { expect, it } from "vitest";
import type { CallPlan, Escalation, Notify, Rule } from "../customer/configuration.ts";
import { type Handling, handlingOf } from "./handling.ts";

const rule = (fields: Partial<Rule> = {}): Rule => ({
  ...{ name: "web down", match: { system: null, node: null, alarm: null, level: [], time: null } },
  ...{ notify: null, repeatMinutes: 15, closeAfterMinutes: null, firstResponse: null, escalation: null },
  ...fields,
});
const notify = (fields: Partial<Notify>): Notify => ({ mail: null, chat: [], call: null, ...fields });
const mail = { to: ["sato"], template: null };
const call: CallPlan = { mode: "sequential", list: ["sato"], skipMinutes: 60, retries: 0, ringSeconds: 30 };
const firstResponse = { runbook: "restart-service", with: {}, start: "automatic" as const };
const escalation: Escalation = { afterMinutes: null, mail: { to: ["sato"] }, operatorCalls: null };

const table: [string, string, Rule | null, Handling["operators"]][] = [
  ["R5.1a", "nobody knows whose it is", null, "triage"],
  ["R5.1a", "the rule orders nothing", rule(), "triage"],
  ["R5.1a", "the rule notifies nobody", rule({ notify: notify({}) }), "triage"],
  ["R5.1a", "mail", rule({ notify: notify({ mail }) }), null],
  ["R5.1a", "a call", rule({ notify: notify({ call }) }), null],
  ["R3.1a", "chat alone is no first response", rule({ notify: notify({ chat: ["ops"] }) }), "chat-alone"],
  ["R3.1a", "chat and mail", rule({ notify: notify({ chat: ["ops"], mail }) }), null],
  ["R3.1a", "chat and an escalation", rule({ notify: notify({ chat: ["ops"] }), escalation }), "chat-alone"],
  ["R5.1a", "escalation alone", rule({ escalation }), "no-notification"],
  ["R5.1a", "a first response alone", rule({ firstResponse }), "no-notification"],
];
it.each(table)("[%s] whether operators are told at once: %s", (_id, _story, given, operators) => {
  expect(handlingOf(given).operators).toBe(operators);
});

it("[R5.1a] carries what the rule orders", () => {
  const ordered = rule({ notify: notify({ mail, chat: ["ops"], call }), closeAfterMinutes: 20 });
  expect(handlingOf(ordered)).toEqual({
    ...{ rule: "web down", mailTo: ["sato"], chats: ["ops"], call, operators: null },
    ...{ repeatMinutes: 15, closeAfterMinutes: 20 },
  });
});
