import { expect, it } from "vitest";
import type { CallPlan, Escalation, Notify, Rule } from "../customers/configuration.ts";
import { type Handling, handlingOf } from "./handling.ts";

const rule = (fields: Partial<Rule> = {}): Rule => ({
  name: "web down",
  match: { system: null, node: null, alarm: null, level: [], time: null },
  notify: null,
  repeatMinutes: 15,
  closeAfterMinutes: null,
  firstResponse: null,
  escalation: null,
  ...fields,
});
const notify = (fields: Partial<Notify>): Notify => ({ mail: null, chat: [], call: null, ...fields });
const mail = { to: ["sato"], template: null };
const call: CallPlan = { mode: "sequential", list: ["sato"], skipMinutes: 60, retries: 0, ringSeconds: 30 };
const firstResponse = { runbook: "restart-service", with: {}, start: "automatic" as const };
const byOperator = { ...firstResponse, start: "operator" as const };
const escalation: Escalation = { afterMinutes: null, mail: { to: ["sato"] }, operatorCalls: null };

const table: [string, string, Rule | null, Handling["operators"]][] = [
  ["R5.1a", "the customer is unknown", null, "triage"],
  ["R5.1a", "the rule orders nothing", rule(), "triage"],
  ["R5.1a", "the rule notifies nobody", rule({ notify: notify({}) }), "triage"],
  ["R5.1a", "mail", rule({ notify: notify({ mail }) }), null],
  ["R5.1a", "a call", rule({ notify: notify({ call }) }), null],
  ["R3.1a", "chat alone is no first response", rule({ notify: notify({ chat: ["ops"] }) }), "chat-alone"],
  ["R3.1a", "chat and mail", rule({ notify: notify({ chat: ["ops"], mail }) }), null],
  ["R3.1a", "chat and an escalation", rule({ notify: notify({ chat: ["ops"] }), escalation }), "chat-alone"],
  ["R5.1a", "escalation alone", rule({ escalation }), "no-notification"],
  ["R5.6", "a runbook that begins by itself is the first response", rule({ firstResponse }), null],
  ["R5.6", "a runbook that an operator starts", rule({ firstResponse: byOperator }), "runbook-start"],
  ["R5.6", "one beside a chat", rule({ notify: notify({ chat: ["ops"] }), firstResponse }), "chat-alone"],
];
it.each(table)("[%s] whether operators are told at once: %s", (_id, _story, given, operators) => {
  expect(handlingOf(given, "afterHours").operators).toBe(operators);
});

it("[R5.1a] carries what the rule orders", () => {
  const ordered = rule({ notify: notify({ mail, chat: ["ops"], call }), closeAfterMinutes: 20 });
  expect(handlingOf(ordered, "afterHours")).toEqual({
    rule: "web down",
    mailTo: ["sato"],
    chats: ["ops"],
    call,
    operators: null,
    repeatMinutes: 15,
    closeAfterMinutes: 20,
    escalation: null,
    firstResponse: null,
  });
});

const lists = { businessHours: ["sato"], afterHours: ["suzuki", "sato"], mail: null };

it.each([
  ["businessHours", ["sato"]],
  ["afterHours", ["suzuki", "sato"]],
] as const)("[R5.3.2] takes the operators' list of the time band at detection: %s", (band, list) => {
  const given = rule({ notify: notify({ mail }), escalation: { ...escalation, operatorCalls: lists } });
  expect(handlingOf(given, band).escalation?.operatorCalls).toEqual({ list, band, mailTo: ["sato"] });
});

it("[R5.3.2] a list that names nobody in this time band does not open; its mail may go to others", () => {
  const operatorCalls = { ...lists, businessHours: [], mail: { to: ["tanaka"] } };
  const given = rule({ notify: notify({ mail }), escalation: { ...escalation, operatorCalls } });
  expect(handlingOf(given, "businessHours").escalation?.operatorCalls).toBeNull();
  expect(handlingOf(given, "afterHours").escalation?.operatorCalls?.mailTo).toEqual(["tanaka"]);
});

it("[R5.3.2] begins at once only if the rule tells nobody automatically", () => {
  expect(handlingOf(rule({ escalation }), "afterHours").escalation?.atOnce).toBe(true);
  const told = rule({ notify: notify({ chat: ["ops"] }), escalation });
  expect(handlingOf(told, "afterHours").escalation?.atOnce).toBe(false);
  const repaired = rule({ firstResponse, escalation });
  expect(handlingOf(repaired, "afterHours").escalation?.atOnce).toBe(false);
});
