import { expect, it } from "vitest";
import type { IncidentView } from "./incidentView.ts";
import { story } from "./story.ts";
import { whatIsMissing } from "./verdict.ts";

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 22, 3, 27, seconds)).toISOString();
const handled: IncidentView = {
  number: 7,
  node: "web01",
  alarm: "HTTP",
  state: "closed",
  acknowledgedBy: "鈴木 花子",
  openedAt: at(1),
  recoveredAt: at(20),
  closedAt: at(21),
  slo: {
    detectedAt: at(0),
    firstResponseAt: at(2),
    firstResponse: "mail",
    deadlineAt: at(900),
    result: "met",
  },
  alerts: [
    { id: "a1", status: "firing", value: "503", acceptedAt: at(0) },
    { id: "a2", status: "recovered", value: null, acceptedAt: at(19) },
  ],
  dispatches: [
    {
      id: "d1",
      channel: "mail",
      to: "sato@acme.example",
      kind: "alert",
      outcome: "sent",
      at: at(2),
      reason: null,
    },
    { id: "d2", channel: "chat", to: "ops", kind: "alert", outcome: "sent", at: at(3), reason: null },
    {
      id: "d3",
      channel: "mail",
      to: "sato@acme.example",
      kind: "recovery",
      outcome: "sent",
      at: at(20),
      reason: null,
    },
    { id: "d4", channel: "chat", to: "ops", kind: "recovery", outcome: "pending", at: at(20), reason: null },
  ],
  runbookRuns: [
    {
      id: "r1",
      runbook: "restart-service",
      target: "shop/web01",
      state: "recovered",
      startedBy: "demo-viewer",
      startedAt: at(18),
      endedAt: at(20),
      steps: [{ title: "サービスを再起動する", state: "done", endedAt: at(19), seen: null }],
    },
  ],
  calls: [
    { contact: "sato", phone: "+819012345678", round: 1, placedAt: at(4), endedAt: at(9), outcome: "missed" },
    {
      contact: "suzuki",
      phone: "+819023456789",
      round: 1,
      placedAt: at(10),
      endedAt: at(17),
      outcome: "acknowledged",
    },
  ],
};

it("tells an incident in the order in which things happened", () => {
  expect(story(handled).map(({ words }) => words)).toEqual([
    "alert: firing, 503",
    "incident 7: HTTP on web01, first response due by 03:42:00",
    "mail (alert) to sato@acme.example",
    "chat (alert) to ops",
    "calling sato, +819012345678",
    "sato did not answer",
    "calling suzuki, +819023456789",
    "suzuki pressed 1; the call is over",
    "runbook restart-service on shop/web01, started by demo-viewer",
    "alert: recovered",
    "サービスを再起動する: done",
    "mail (recovery) to sato@acme.example",
    "runbook: recovered",
    "recovered",
    "closed; SLO met: first response (mail) after 2.0 s of 15 min",
  ]);
});

it("gives everything that happens a name of its own, so that it is told once", () => {
  const keys = story(handled).map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});

it("finds nothing missing in an incident that was handled to its end", () => {
  expect(whatIsMissing(handled, { bySsh: true })).toEqual([]);
  expect(whatIsMissing({ ...handled, runbookRuns: [] }, { bySsh: false })).toEqual([]);
});

it.each([
  ["not closed", { state: "recovered" as const }, ["it is not closed but recovered"]],
  [
    "a broken SLO",
    { slo: { ...handled.slo, result: "breached" as const } },
    ["the SLO is not met but breached"],
  ],
  ["no repair", { runbookRuns: [] }, ["no runbook repaired it"]],
  ["no calls", { calls: [] }, ["no call was missed", "nobody pressed 1"]],
  [
    "no mail",
    { dispatches: handled.dispatches.filter(({ channel }) => channel !== "mail") },
    ["no mail of the alert was sent", "no mail of the recovery was sent"],
  ],
])("says what is missing: %s", (_, change, missing) => {
  expect(whatIsMissing({ ...handled, ...change }, { bySsh: true })).toEqual(missing);
});
