import { describe, expect, it } from "vitest";
import type { Level } from "../alerts/level.ts";
import { type AlertEvent, applyAlert } from "./alerts.ts";
import { type AlertMessage, freshMemory, type IncidentMemory } from "./state.ts";
import { alertsOfOneIncident, atMinute, midnight } from "./testAlerts.ts";

type Tool = ReturnType<typeof alertsOfOneIncident>;

/** Gives an incident alerts one by one. */
function hears(
  alerts: readonly AlertMessage[],
  before: IncidentMemory = freshMemory("low", midnight),
): { events: AlertEvent[]; memory: IncidentMemory } {
  let memory = before;
  const events = alerts.map((alert) => {
    const applied = applyAlert(memory, alert);
    memory = applied.memory;
    return applied.event;
  });
  return { events, memory };
}

const acknowledged = (memory: IncidentMemory, level: Level): IncidentMemory => ({
  ...memory,
  acknowledged: { by: "customer:佐藤 太郎", at: atMinute(1), level, byKey: true },
});

const one = { series: "warning" };
const other = { series: "critical" };
const time = (minutes: number) => ({ occurredAt: atMinute(minutes) });

describe("one series", () => {
  const stories: [string, string, (tool: Tool) => AlertMessage[], AlertEvent[]][] = [
    ["R5.1b", "the first alert", (tool) => [tool.fires()], ["firing"]],
    ["R5.1b", "a repeat is 継続中", (tool) => [tool.fires(), tool.fires()], ["firing", "repeat"]],
    ["R5.1b", "a recovery is 復旧", (tool) => [tool.fires(), tool.recovers()], ["firing", "recovered"]],
    [
      "R5.1b",
      "recovery twice",
      (tool) => [tool.fires(), tool.recovers(), tool.recovers()],
      ["firing", "recovered", "already-recovered"],
    ],
    ["R5.1b", "recovery of an unknown alert", (tool) => [tool.recovers()], ["already-recovered"]],
    [
      "R5.1b",
      "a recovery older than the occurrence it meets closes nothing",
      (tool) => [tool.fires(time(10)), tool.recovers(time(5))],
      ["firing", "out-of-date"],
    ],
    [
      "R5.1b",
      "nor where an older repeat came in between",
      (tool) => [tool.fires(time(10)), tool.fires(time(5)), tool.recovers(time(7))],
      ["firing", "repeat", "out-of-date"],
    ],
    [
      "R5.1b",
      "nor where the repeat had no time of its own",
      (tool) => [tool.fires(time(10)), tool.fires(), tool.recovers(time(7))],
      ["firing", "repeat", "out-of-date"],
    ],
    [
      "R5.1b",
      "a recovery at the very moment of the occurrence",
      (tool) => [tool.fires(time(10)), tool.recovers(time(10))],
      ["firing", "recovered"],
    ],
    [
      "R5.1b",
      "times are not compared where only one has the tool's own",
      (tool) => [tool.fires(time(10)), tool.recovers()],
      ["firing", "recovered"],
    ],
    [
      "R5.1b",
      "an alert that was overtaken by its recovery",
      (tool) => [tool.recovers(time(10)), tool.fires(time(5))],
      ["already-recovered", "out-of-date"],
    ],
    [
      "R5.1b",
      "a late copy of an alert that has recovered",
      (tool) => [tool.fires(time(5)), tool.recovers(time(10)), tool.fires(time(5))],
      ["firing", "recovered", "out-of-date"],
    ],
    [
      "R5.1e",
      "firing again before it closed",
      (tool) => [tool.fires(), tool.recovers(), tool.fires()],
      ["firing", "recovered", "firing-again"],
    ],
    [
      "R5.1c",
      "a repeat at a higher level",
      (tool) => [tool.fires(), tool.fires({ level: "high" })],
      ["firing", "level-raised"],
    ],
    [
      "R5.1c",
      "a falling level",
      (tool) => [tool.fires(), tool.fires({ level: "low" })],
      ["firing", "level-fell"],
    ],
    [
      "R5.1b",
      "an older alert does not lower the level",
      (tool) => [tool.fires({ level: "high", ...time(10) }), tool.fires({ level: "low", ...time(5) })],
      ["firing", "repeat"],
    ],
    [
      "R5.1c",
      "the tool's user acknowledges",
      (tool) => [tool.fires(), tool.isAcknowledged()],
      ["firing", "acknowledged"],
    ],
  ];
  it.each(stories)("[%s] %s", (_id, _story, tell, events) => {
    expect(hears(tell(alertsOfOneIncident())).events).toEqual(events);
  });
});

describe("several series", () => {
  const stories: [string, (tool: Tool) => AlertMessage[], AlertEvent[], Level, boolean][] = [
    [
      "a higher series raises the level",
      (tool) => [tool.fires(one), tool.fires({ ...other, level: "high" })],
      ["firing", "level-raised"],
      "high",
      true,
    ],
    [
      "a lower one beside it is a repeat",
      (tool) => [tool.fires({ ...other, level: "high" }), tool.fires(one)],
      ["firing", "repeat"],
      "high",
      true,
    ],
    [
      "one recovers while the other fires at the same level",
      (tool) => [tool.fires(one), tool.fires(other), tool.recovers(other)],
      ["firing", "repeat", "series-recovered"],
      "middle",
      true,
    ],
    [
      "the higher one recovers: the level falls",
      (tool) => [tool.fires(one), tool.fires({ ...other, level: "high" }), tool.recovers(other)],
      ["firing", "level-raised", "level-fell"],
      "middle",
      true,
    ],
    [
      "recovered when none fires",
      (tool) => [tool.fires(one), tool.fires(other), tool.recovers(one), tool.recovers(other)],
      ["firing", "repeat", "series-recovered", "recovered"],
      "middle",
      false,
    ],
    [
      "one recovers twice while the other fires",
      (tool) => [tool.fires(one), tool.fires(other), tool.recovers(one), tool.recovers(one)],
      ["firing", "repeat", "series-recovered", "already-recovered"],
      "middle",
      true,
    ],
    [
      "a recovery of a series that never fired",
      (tool) => [tool.fires(one), tool.recovers(other)],
      ["firing", "already-recovered"],
      "middle",
      true,
    ],
    [
      "a recovery that overtakes its alert leaves nothing open",
      (tool) => [
        tool.fires(one),
        tool.recovers({ ...other, ...time(9) }),
        tool.fires({ ...other, ...time(8) }),
      ],
      ["firing", "already-recovered", "out-of-date"],
      "middle",
      true,
    ],
    [
      "a recovered one fires again while the other fires",
      (tool) => [tool.fires(one), tool.fires(other), tool.recovers(one), tool.fires(one)],
      ["firing", "repeat", "series-recovered", "repeat"],
      "middle",
      true,
    ],
    [
      "names of series that JavaScript knows",
      (tool) => [tool.fires({ series: "__proto__" }), tool.recovers({ series: "constructor" })],
      ["firing", "already-recovered"],
      "middle",
      true,
    ],
  ];
  it.each(stories)("[R5.1c] %s", (_story, tell, events, level, firing) => {
    const heard = hears(tell(alertsOfOneIncident()));
    expect(heard.events).toEqual(events);
    expect(heard.memory).toMatchObject({ level, firing });
  });
});

describe("what an acknowledgement covers", () => {
  const after = (level: Level, tell: (tool: Tool) => AlertMessage[]) => {
    const tool = alertsOfOneIncident();
    const begun = hears([tool.fires({ level })]).memory;
    return hears(tell(tool), acknowledged(begun, level)).memory.acknowledged;
  };

  it("[R5.1c] does not cover a level raised later", () => {
    expect(after("middle", (tool) => [tool.fires({ level: "high" })])).toBeNull();
  });
  it("[R5.1c] does not cover another series at a higher level", () => {
    expect(after("middle", (tool) => [tool.fires({ ...other, level: "high" })])).toBeNull();
  });
  it("[R5.1c] covers a level that fell and rose again to the acknowledged one", () => {
    const rises = (tool: Tool) => [tool.fires({ level: "low" }), tool.fires({ level: "high" })];
    expect(after("high", rises)).toMatchObject({ level: "high" });
  });
  it("[R5.1c] repeats", () => {
    expect(after("middle", (tool) => [tool.fires(), tool.fires()])).toMatchObject({ level: "middle" });
  });
  it("[R5.1e] does not cover a new occurrence, whatever its level", () => {
    expect(after("high", (tool) => [tool.recovers(), tool.fires({ level: "low" })])).toBeNull();
  });
});

describe("a new occurrence", () => {
  const tool = alertsOfOneIncident();
  const begun = hears([tool.fires({ level: "high" })]).memory;
  const told = {
    ...begun,
    toldRules: ["web down"],
    toldChats: ["ops"],
    repeatToldAt: atMinute(1),
    triage: true,
  };
  const { memory } = hears([tool.recovers(), tool.fires({ level: "low" })], told);

  it("[R5.1e] is told again, at its own level", () => {
    expect(memory).toMatchObject({ occurrence: 2, level: "low", toldRules: [], toldChats: [] });
  });
  it("[R5.1e] does not lead out of triage", () => {
    expect(memory.triage).toBe(true);
  });
  it("[R5.4b] does not let 継続中 be told sooner: its 30 minutes are the incident's", () => {
    expect(memory.repeatToldAt).toBe(atMinute(1));
  });
});

it("[R5.1b] an alert that was applied before changes nothing", () => {
  const tool = alertsOfOneIncident();
  const [fired, recovered] = [tool.fires(), tool.recovers()];
  const { memory } = hears([fired, recovered]);
  for (const alert of [fired, recovered]) {
    expect(applyAlert(memory, alert)).toMatchObject({ event: "seen-before", memory });
  }
});

it("[R5.1e] the time of the last firing is that of the last repeat, never of a recovery", () => {
  const tool = alertsOfOneIncident();
  const said = [tool.fires(one), tool.fires({ ...one, acceptedAt: atMinute(20) })];
  expect(hears([...said, tool.recovers(other)]).memory.lastFiringAt).toBe(atMinute(20));
});

describe("a series whose tool names each occurrence by its start", () => {
  const start = atMinute(1);
  const firing = { startedAt: start, occurredAt: start };
  const recovery = { startedAt: start, occurredAt: atMinute(5), acceptedAt: atMinute(5) };

  it.each([
    ["within 2 minutes of its recovery is a late copy", 6.9, "out-of-date"],
    ["2 minutes after its recovery burns still: the tool had recovered it by time-out", 7, "firing-again"],
  ] as const)("[R5.1b] firing again with that start %s", (_story, minute, event) => {
    const { fires, recovers } = alertsOfOneIncident();
    const heard = [fires(firing), recovers(recovery)];
    const again = fires({ ...firing, acceptedAt: atMinute(minute) });
    let memory = freshMemory("middle", midnight);
    for (const alert of heard) memory = applyAlert(memory, alert).memory;
    expect(applyAlert(memory, again).event).toBe(event);
  });

  it("[R5.1b] a repeated start in the future does not outdate a recovery sent after the clock was corrected", () => {
    const { fires, recovers } = alertsOfOneIncident();
    const ahead = (minute: number) => ({
      startedAt: atMinute(540),
      occurredAt: atMinute(minute),
      acceptedAt: atMinute(minute),
    });
    let memory = freshMemory("middle", midnight);
    for (const alert of [fires(ahead(1)), fires(ahead(10))]) memory = applyAlert(memory, alert).memory;
    const recovered = recovers({ startedAt: atMinute(1), occurredAt: atMinute(9), acceptedAt: atMinute(11) });
    expect(applyAlert(memory, recovered).event).toBe("recovered");
  });
});
