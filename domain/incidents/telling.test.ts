import { describe, expect, it } from "vitest";
import type { AlertEvent } from "./alerts.ts";
import { freshMemory, type IncidentMemory } from "./state.ts";
import { decideTelling } from "./telling.ts";
import { atMinute, handlingNamed, midnight } from "./testAlerts.ts";

const webDown = handlingNamed("web down", { chats: ["ops"], mailTo: ["sato"] });
const webCritical = handlingNamed("web critical", { chats: ["ops", "boss"], mailTo: ["tanaka"] });
const toTriage = handlingNamed("unknown alarms", { operators: "triage" });

const fresh = freshMemory("middle", midnight);
const told: IncidentMemory = { ...fresh, occurrence: 1, toldRules: ["web down"], toldChats: ["ops"] };

describe("発生", () => {
  it.each(["firing", "firing-again"] as const)("[R5.1e] is told by the rule: %s", (event) => {
    const telling = decideTelling(event, fresh, webDown, atMinute(1));
    expect(telling).toMatchObject({
      rule: { handling: webDown, chats: ["ops"] },
      repeatTo: [],
      recovery: false,
      memory: { toldRules: ["web down"], toldChats: ["ops"], triage: false },
    });
  });

  it("[R5.1a] a rule that orders nothing leaves the incident in triage", () => {
    expect(decideTelling("firing", fresh, toTriage, atMinute(1)).memory.triage).toBe(true);
  });

  it("[R5.1a] an incident without a rule is in triage too, and no rule counts as told", () => {
    const nobodys = handlingNamed(null, { operators: "triage" });
    expect(decideTelling("firing", fresh, nobodys, atMinute(1)).memory).toMatchObject({
      triage: true,
      toldRules: [],
    });
  });
});

describe("a raised level", () => {
  const raised = (handling = webDown, memory = told) =>
    decideTelling("level-raised", memory, handling, atMinute(40));

  it("[R5.4b] goes to the chats at once, however short ago 継続中 was told", () => {
    const memory = { ...told, repeatToldAt: atMinute(39) };
    expect(raised(webDown, memory)).toMatchObject({ rule: null, repeatTo: ["ops"] });
  });
  it("[R5.4b] also if the rule orders no 継続中", () => {
    expect(raised({ ...webDown, repeatMinutes: 0 }).repeatTo).toEqual(["ops"]);
  });
  it("[R5.4b] begins the time until the next 継続中", () => {
    expect(raised().memory.repeatToldAt).toBe(atMinute(40));
  });
  it("[R5.1c] if another rule matches now, it tells too, but each chat once", () => {
    expect(raised(webCritical)).toMatchObject({
      rule: { handling: webCritical, chats: ["boss"] },
      repeatTo: ["ops"],
      memory: { toldRules: ["web down", "web critical"], toldChats: ["ops", "boss"] },
    });
  });
  it("[R5.1c] a rule tells once in an occurrence", () => {
    const before = raised(webCritical).memory;
    expect(raised(webCritical, before)).toMatchObject({ rule: null, repeatTo: ["ops", "boss"] });
    expect(raised(webDown, before)).toMatchObject({ rule: null });
  });
  it("[R5.1c] and again in the next occurrence", () => {
    const next = { ...told, occurrence: 2, toldRules: [], toldChats: [] };
    expect(raised(webCritical, next).rule?.chats).toEqual(["ops", "boss"]);
  });
});

describe("継続中", () => {
  const table: [string, Partial<IncidentMemory>, number, string[]][] = [
    ["the first repeat", {}, 30, ["ops"]],
    ["a minute too soon", { repeatToldAt: atMinute(11) }, 30, []],
    ["exactly when it is due", { repeatToldAt: atMinute(10) }, 30, ["ops"]],
    ["as the rule orders: sooner", { repeatToldAt: atMinute(35) }, 5, ["ops"]],
    ["as the rule orders: never", {}, 0, []],
    ["a minute too soon after 発生", { firingToldAt: atMinute(11) }, 30, []],
    ["exactly when it is due after 発生", { firingToldAt: atMinute(10) }, 30, ["ops"]],
    ["nobody was told of the alert by chat", { toldChats: [] }, 30, []],
  ];
  it.each(table)("[R5.4b] goes only to chat: %s", (_story, fields, repeatMinutes, repeatTo) => {
    const handling = { ...webDown, repeatMinutes };
    const telling = decideTelling("repeat", { ...told, ...fields }, handling, atMinute(40));
    expect(telling).toMatchObject({ rule: null, repeatTo, recovery: false });
  });

  it("[R5.4b] is not told if a group grows just after 発生", () => {
    const { memory } = decideTelling("firing", fresh, webDown, atMinute(1));
    const grown = { ...memory, occurrence: 1 };
    expect(decideTelling("repeat", grown, webDown, atMinute(3)).repeatTo).toEqual([]);
    expect(decideTelling("repeat", grown, webDown, atMinute(31)).repeatTo).toEqual(["ops"]);
  });

  it("[R5.4b] in a month of repeats every minute, no two are told within 30 minutes", () => {
    let memory = told;
    const at: number[] = [];
    for (let minute = 1; minute <= 30 * 24 * 60; minute++) {
      const telling = decideTelling("repeat", memory, webDown, atMinute(minute));
      if (telling.repeatTo.length > 0) at.push(minute);
      memory = telling.memory;
    }
    expect(at).toHaveLength((30 * 24 * 60) / 30);
    expect(Math.min(...at.slice(1).map((minute, index) => minute - (at[index] as number)))).toBe(30);
  });
});

it("[R5.1d] 復旧 is told, and nobody is rung for it", () => {
  expect(decideTelling("recovered", told, webDown, atMinute(5))).toMatchObject({
    rule: null,
    repeatTo: [],
    recovery: true,
    memory: told,
  });
});

const silent: AlertEvent[] = [
  ...(["seen-before", "level-fell", "series-recovered", "out-of-date"] as const),
  ...(["already-recovered", "acknowledged"] as const),
];
it.each(silent)("[R5.1c] for the timeline only: %s", (event) => {
  expect(decideTelling(event, told, webCritical, atMinute(99))).toMatchObject({
    rule: null,
    repeatTo: [],
    recovery: false,
    memory: told,
  });
});
