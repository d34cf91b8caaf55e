import { expect, it } from "vitest";
import { type Done, firstResponse } from "./firstResponse.ts";

const at = (minutes: number): Date => new Date(Date.UTC(2026, 10, 22, 3) + minutes * 60_000);

type Mail = Done["dispatches"][number];
type Call = Done["calls"][number];

const mail: Mail = {
  channel: "mail",
  kind: "alert",
  recipient: "sato",
  step: "1/alert/web down",
  outcome: "sent",
  at: at(3),
};
const operators: Mail = { ...mail, kind: "operator", recipient: "operators:mail" };
const call: Call = { occurrence: 1, acceptedAt: at(2), endedAt: null, outcome: null };

const first = (done: Partial<Done>, clock = { sloOccurrence: 1, detectedAt: at(0) }) =>
  firstResponse(clock, { dispatches: [], calls: [], runs: [], ...done });

const none = { at: null, how: null, mayFail: false };
const byMail = { at: at(3), how: "mail", mayFail: false };
const byCall = { at: at(2), how: "call", mayFail: false };
const ringing = { ...byCall, mayFail: true };

const table: [string, Mail[], Call[], object][] = [
  ["nothing was done", [], [], none],
  ["a mail that a server took", [mail], [], byMail],
  ["one address of several", [{ ...mail, outcome: "refused" }, mail], [], byMail],
  ["a mail that was refused", [{ ...mail, outcome: "refused" }], [], none],
  ["a mail on its way", [{ ...mail, outcome: "pending" }], [], none],
  ["the calls' result by mail", [{ ...mail, kind: "fallback" }], [], byMail],
  ["an operator's mail to the customer", [{ ...mail, kind: "operator" }], [], byMail],
  ["a mail to the operators alone", [operators], [], none],
  ["chat alone", [{ ...mail, channel: "chat", at: at(1) }], [], none],
  ["the mail of the recovery", [{ ...mail, kind: "recovery" }], [], none],
  ["a call that the provider took", [], [call], ringing],
  ["one that nobody answered", [], [{ ...call, outcome: "missed" }], byCall],
  ["an operator's, whose result is awaited", [], [{ ...call, endedAt: at(4) }], byCall],
  ["one that was ended by us", [], [{ ...call, outcome: "aborted" }], byCall],
  ["one that failed", [], [{ ...call, outcome: "failed" }], none],
  ["one that the provider did not take", [], [{ ...call, acceptedAt: null }], none],
  ["a skipped one", [], [{ ...call, acceptedAt: null, outcome: "skipped" }], none],
  ["the first of several", [mail, { ...mail, at: at(9) }], [call], ringing],
  ["a call and a mail at once", [{ ...mail, at: at(2) }], [call], { ...byMail, at: at(2) }],
  ["a failed call before a mail", [mail], [{ ...call, outcome: "failed" }], byMail],
];
it.each(table)("[R3.1a] %s", (_story, dispatches, calls, expected) => {
  expect(first({ dispatches, calls })).toMatchObject(expected);
});

it("[R3.1a] a runbook's first step that its target answered, of a rule or of an agreed recovery", () => {
  for (const step of ["1/first-response/restart", "secondary/7/run"]) {
    expect(first({ runs: [{ step, reachedAt: null }] })).toEqual(none);
    expect(first({ runs: [{ step, reachedAt: at(4) }] })).toMatchObject({ at: at(4), how: "runbook" });
  }
});

it("[R3.1a] counts what was done for the occurrence on the clock, not for the one before", () => {
  const second = { sloOccurrence: 2, detectedAt: at(0) };
  const runs = [{ step: "1/first-response/restart", reachedAt: at(1) }];
  expect(first({ dispatches: [mail], calls: [call], runs }, second)).toEqual(none);
  const again = { ...mail, step: "2/alert/web down", at: at(5) };
  expect(first({ dispatches: [mail, again] }, second)).toMatchObject({ at: at(5), how: "mail" });
});

it("[R3.1a] judges a mail whose step names no occurrence by when it was taken", () => {
  const second = { sloOccurrence: 2, detectedAt: at(4) };
  const escalation: Mail = { ...mail, kind: "escalation", step: "run/0b7c/0" };
  expect(first({ dispatches: [escalation] }, second)).toEqual(none);
  expect(first({ dispatches: [{ ...escalation, at: at(5) }] }, second)).toMatchObject({ at: at(5) });
});
