import { describe, expect, it } from "vitest";
import { say } from "../../say.ts";
import { worded } from "../../testWorded.ts";
import { decideAction, mayEver } from "./decide.ts";
import type { Refusal, Situation } from "./situation.ts";
import { type Action, actions } from "./table.ts";

const situation = (fields: Partial<Situation> = {}): Situation => ({
  state: "open",
  hasCustomer: true,
  takenBy: null,
  escalation: "ready",
  operatorCalls: null,
  resolvedBy: null,
  runbookRunning: false,
  plan: "professional",
  ...fields,
});
const answer = (action: Action, of: Partial<Situation> = {}, asked = {}) => {
  const decision = decideAction(action, "operator", situation(of), asked);
  return decision.allowed ? "allowed" : decision.code;
};
const inEnglish = (action: Action, of: Partial<Situation>): string | null => {
  const decision = decideAction(action, "operator", situation(of));
  return decision.allowed ? null : say(decision.reason, "en");
};

describe("what may be done in which state", () => {
  const contactsUnknown = "Nobody knows yet whose it is, so there are no contacts. Assign the customer first";
  const table: [string, Action, Partial<Situation>, "allowed" | Refusal, english?: string][] = [
    ["[R5.2.2f]", "acknowledge", { state: "triage" }, "allowed"],
    ["[R5.2.2f]", "acknowledge", { state: "recovered" }, "allowed"],
    ["[RA1]", "take", { takenBy: "佐藤" }, "taken", "佐藤 has it"],
    ["[R5.3.1]", "sendMail", { hasCustomer: false }, "customer_unknown", contactsUnknown],
    ["[R5.4]", "sendChat", { hasCustomer: false }, "customer_unknown", contactsUnknown],
    ["[R5.3.2]", "placeCall", { hasCustomer: false }, "customer_unknown", contactsUnknown],
    ["[R5.3.2]", "placeCall", { operatorCalls: "running" }, "allowed"],
    [
      "[R5.3.2]",
      "placeCall",
      { operatorCalls: "reached" },
      "call_list_ended",
      "The operators' calls are over: somebody was reached",
    ],
    [
      "[R5.3.2]",
      "recordCallResult",
      { operatorCalls: "exhausted" },
      "call_list_ended",
      "Both rounds of the operators' calls are over",
    ],
    [
      "[R5.3.2]",
      "recordCallResult",
      { operatorCalls: "stopped" },
      "call_list_ended",
      "The operators' calls are over: it has recovered, or was acknowledged or resolved",
    ],
    ["[R5.3.2]", "escalate", { escalation: "none" }, "nothing_to_escalate", "Its rule has no escalation"],
    [
      "[R5.3.2]",
      "escalate",
      { escalation: "begun" },
      "already_escalated",
      "The escalation has begun already",
    ],
    ["[R5.3.2]", "escalate", { state: "recovered" }, "already_recovered", "It has recovered already"],
    ["[R5.1a]", "assign", { state: "triage" }, "allowed"],
    ["[R5.1a]", "assign", { state: "triage", hasCustomer: false }, "allowed"],
    [
      "[R5.1a]",
      "assign",
      { state: "acknowledged" },
      "not_in_triage",
      "It is not in triage, so no rule can be assigned",
    ],
    ["[R5.6]", "startRunbook", {}, "allowed"],
    ["[R5.6]", "startRunbook", { runbookRunning: true }, "runbook_running", "A runbook is running already"],
    ["[R5.6]", "startRunbook", { state: "recovered" }, "already_recovered", "It has recovered already"],
    ["[R5.6]", "startRunbook", { hasCustomer: false, plan: null }, "customer_unknown", contactsUnknown],
    ["[R1.5b]", "startRunbook", { plan: "standard" }, "allowed"],
    [
      "[R1.5b]",
      "startRunbook",
      { plan: "basic" },
      "plan_excludes",
      "The plan (basic) does not include primary response",
    ],
    ["[R5.6]", "abortRunbook", {}, "no_runbook_running", "No runbook is running"],
    ["[R5.6]", "answerRunbook", { runbookRunning: true }, "allowed"],
    ["[R5.1e]", "resolve", { state: "triage" }, "allowed"],
    ["[R5.1e]", "resolve", { state: "recovered" }, "allowed"],
  ];
  it.each(table)("%s %s where %o: %s", (_id, action, of, expected, english) => {
    expect(answer(action, of)).toBe(expected);
    expect(inEnglish(action, of)).toBe(english ?? null);
  });

  it.each<[Action, Partial<Situation>, string]>([
    ["take", { state: "closed" }, "This incident is closed already"],
    ["take", { state: "closed", resolvedBy: "山田" }, "This incident was resolved by 山田 already"],
    ["escalate", { escalation: "begun", escalatedBy: "山田" }, "山田 has begun the escalation already"],
    ["assign", { assignedBy: "山田" }, "山田 has assigned it already"],
  ])("[RA3] the second person at %s where %o reads in English who was first", (action, of, expected) => {
    expect(inEnglish(action, of)).toBe(expected);
  });

  it.each(actions)("[R5.1e] %s: nothing more where it is closed, and it says by whom", (action) => {
    const closed = situation({ state: "closed", resolvedBy: "山田" });
    expect(worded(decideAction(action, "admin", closed))).toEqual({
      allowed: false,
      code: "incident_closed",
      reason: "このインシデントは山田がすでに対応完了にしています",
    });
  });
});

describe("taking it over", () => {
  it.each([
    ["its holder", { by: "佐藤" }, "allowed"],
    ["somebody who names its holder", { by: "山田", from: "佐藤" }, "allowed"],
    ["somebody who names another", { by: "山田", from: "田中" }, "taken"],
    ["somebody who names nobody", { by: "山田" }, "taken"],
  ])("[RA1] by %s", (_who, asked, expected) => {
    expect(answer("take", { takenBy: "佐藤" }, asked)).toBe(expected);
  });
});

/** Answering and aborting a runbook need one that runs. */
const whenAllowed = (action: Action, of: Situation): Situation => ({
  ...of,
  runbookRunning: action === "answerRunbook" || action === "abortRunbook",
});

describe("who may do what", () => {
  it("[RA4] customers' people acknowledge and nothing else, whatever the state", () => {
    for (const action of actions) {
      const decision = decideAction(action, "customer", situation({ state: "closed" }));
      expect(mayEver(action, "customer")).toBe(action === "acknowledge");
      if (action !== "acknowledge") expect(decision).toMatchObject({ code: "forbidden" });
    }
  });

  it("[RA4] operators and admins may all of it; the Temporal UI knows no roles", () => {
    const triage = situation({ state: "triage" });
    for (const role of ["operator", "admin", null] as const) {
      for (const action of actions)
        expect(decideAction(action, role, whenAllowed(action, triage))).toEqual({ allowed: true });
    }
  });
});
