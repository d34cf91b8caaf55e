import { describe, expect, it } from "vitest";
import { type DueFacts, due } from "./due.ts";

const deadlineAt = "2026-11-22T03:42:15.000Z";
const open: DueFacts = {
  state: "open",
  deadlineAt,
  responded: false,
  recovered: false,
  attention: null,
  taken: false,
  operatorCalls: null,
};
const responded = { responded: true };
const running = { operatorCalls: { state: "running" as const } };

describe("what is due next, and until when", () => {
  it.each<[string, Partial<DueFacts>, string, string | null]>([
    ["an open incident nobody was reached for", {}, "first-response", deadlineAt],
    ["the same while silenced: no clock runs", { deadlineAt: null }, "follow", null],
    ["one whose mail went out", responded, "follow", null],
    [
      "one that was told and has nobody who was reached",
      { ...responded, attention: "nobody-told" },
      "attention",
      null,
    ],
    ["the same, taken by somebody", { ...responded, attention: "nobody-told", taken: true }, "follow", null],
    [
      "one with a warning: the first response is what it warns of",
      { attention: "slo-warning" },
      "first-response",
      deadlineAt,
    ],
    ["one in triage", { state: "triage", attention: "triage" }, "triage", deadlineAt],
    [
      "one in triage that recovered: it waits for a person, by no clock",
      { state: "triage", recovered: true },
      "triage",
      null,
    ],
    ["a call list that is the first response", running, "call-next", deadlineAt],
    ["a call list after the mail", { ...running, ...responded }, "call-next", null],
    ["a call list that has ended", { ...responded, operatorCalls: { state: "exhausted" } }, "follow", null],
    [
      "one acknowledged after its first response",
      { state: "acknowledged", ...responded, attention: "fault" },
      "none",
      null,
    ],
    [
      "one acknowledged before any first response: the promise still holds",
      { state: "acknowledged" },
      "first-response",
      deadlineAt,
    ],
    ["one that recovered", { state: "recovered", recovered: true, attention: "slo-breach" }, "none", null],
    ["one that is closed", { state: "closed" }, "none", null],
  ])("[R3.1b] %s", (_case, facts, what, at) => {
    expect(due({ ...open, ...facts })).toEqual({ what, at });
  });
});
