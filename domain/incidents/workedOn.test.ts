import { describe, expect, it } from "vitest";
import type { AlertMessage } from "./state.ts";
import { alertsOfOneIncident, handlingNamed, midnight } from "./testAlerts.ts";
import { beforeAlerts, followAlert, type Proof } from "./workedOn.ts";

type Tool = ReturnType<typeof alertsOfOneIncident>;

const own = handlingNamed("all", { chats: ["ops"] });
const nothing: Proof = { facts: new Map(), repeats: new Set(), hasBegun: false, acknowledged: null };
const begun = { ...nothing, hasBegun: true };
const written = (...facts: string[]): Proof => ({
  ...begun,
  facts: new Map(facts.map((fact) => [fact, midnight])),
});

const progressOf = (alerts: AlertMessage[], proof: Proof) =>
  alerts.reduce(
    (progress, alert) => followAlert(progress, alert, own, proof),
    beforeAlerts("low", midnight, own),
  );
const seenUpTo = (alerts: AlertMessage[], proof: Proof): number =>
  progressOf(alerts, proof).workedOn.memory.seenUpTo;

describe("how far a run had worked on its alerts", () => {
  const stories: [string, (tool: Tool) => AlertMessage[], Proof, number][] = [
    ["nothing is known of the first", (tool) => [tool.fires(), tool.fires()], nothing, 0],
    ["the first told somebody", (tool) => [tool.fires()], begun, 1],
    ["repeats after it leave no trace", (tool) => [tool.fires(), tool.fires(), tool.fires()], begun, 3],
    ["its recovery is not written", (tool) => [tool.fires(), tool.recovers()], begun, 1],
    ["its recovery is written", (tool) => [tool.fires(), tool.recovers()], written("recovered/1"), 2],
    [
      "the next firing is not written",
      (tool) => [tool.fires(), tool.recovers(), tool.fires(), tool.fires()],
      written("recovered/1"),
      2,
    ],
    [
      "a later entry shows that everything before it was worked on",
      (tool) => [tool.fires(), tool.recovers(), tool.fires()],
      written("occurrence/2"),
      3,
    ],
    [
      "a raised level is not written",
      (tool) => [tool.fires({ level: "middle" }), tool.fires({ level: "high" })],
      begun,
      1,
    ],
    [
      "a raised level is written",
      (tool) => [tool.fires({ level: "middle" }), tool.fires({ level: "high" })],
      written("event/2"),
      2,
    ],
    [
      "a 継続中 was told about a later alert",
      (tool) => [tool.fires(), tool.isAcknowledged(), tool.fires()],
      { ...begun, repeats: new Set(["1/repeat/3"]) },
      3,
    ],
    ["the tool's acknowledgement is not written", (tool) => [tool.fires(), tool.isAcknowledged()], begun, 1],
    [
      "somebody had acknowledged it before the tool's user did",
      (tool) => [tool.fires(), tool.isAcknowledged()],
      { ...begun, acknowledged: { occurrence: 1, level: "high" } },
      2,
    ],
    [
      "an acknowledgement of the occurrence before says nothing of this one",
      (tool) => [tool.fires(), tool.recovers(), tool.fires(), tool.isAcknowledged()],
      { ...written("occurrence/2"), acknowledged: { occurrence: 1, level: "high" } },
      3,
    ],
  ];

  it.each(stories)("[R5.1d] %s", (_story, alerts, proof, upTo) => {
    expect(seenUpTo(alerts(alertsOfOneIncident()), proof)).toBe(upTo);
  });
});

it("[R5.1c] knows the rules that were begun, and what they ordered", () => {
  const tool = alertsOfOneIncident();
  const other = handlingNamed("high", { chats: ["ops", "chiefs"] });
  const alerts = [tool.fires({ level: "middle" }), { ...tool.fires({ level: "high" }), handling: other }];
  const { memory, handling } = progressOf(alerts, written("event/2")).workedOn;
  expect(handling).toBe(other);
  expect(memory.begunRules).toMatchObject([
    { handling: { rule: "all" }, chats: ["ops"] },
    { handling: { rule: "high" }, chats: ["chiefs"] },
  ]);
  expect(memory.firingToldAt).toBe(alerts[1]?.acceptedAt);
});
