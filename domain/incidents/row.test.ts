import { describe, expect, it } from "vitest";
import { changeBy, type Happened, type IncidentFacts } from "./row.ts";

const at = (minutes: number): Date => new Date(Date.UTC(2026, 10, 22, 0, minutes));
const facts = (given: Partial<IncidentFacts> = {}): IncidentFacts => ({
  state: "open",
  level: "high",
  occurrence: 1,
  sloOccurrence: 1,
  detectedAt: at(0),
  deadlineAt: at(15),
  breachedAt: null,
  acknowledgedBy: null,
  acknowledgedAt: null,
  acknowledgedLevel: null,
  recoveredAt: null,
  closedAt: null,
  silenced: false,
  firstResponseAt: null,
  attention: null,
  resolvedBy: null,
  resolvedReason: null,
  ...given,
});
const open = facts();
const triage = facts({ state: "triage" });
const known = { acknowledgedBy: "鈴木", acknowledgedAt: at(2), acknowledgedLevel: "high" } as const;
const acknowledged = facts({ state: "acknowledged", ...known });
const recovered = facts({ state: "recovered", recoveredAt: at(5), ...known });

const word: Happened = { is: "acknowledged", by: "鈴木", level: "high", at: at(1) };
const lower: Happened = { ...word, level: "middle" };
const recovers: Happened = { is: "recovered", at: at(6) };
const again: Happened = { is: "occurrence-began", occurrence: 2, level: "low", at: at(20), newClock: true };
const closes: Happened = { is: "closed", at: at(30), resolved: null };
const resolved: Happened = { ...closes, resolved: { by: "山田", reason: "対応しました" } };
const level = (to: IncidentFacts["level"], lapses = false): Happened => ({
  is: "level-changed",
  level: to,
  lapses,
});

describe("the state of an incident", () => {
  const table: [string, string, IncidentFacts, Happened, IncidentFacts["state"]][] = [
    ["R5.2.2f", "acknowledged", open, word, "acknowledged"],
    ["R5.1e", "acknowledged in triage", triage, word, "triage"],
    ["R5.1e", "acknowledged when it has recovered", recovered, word, "recovered"],
    ["R5.1c", "acknowledged at a level that has risen meanwhile", open, lower, "open"],
    ["R5.1c", "the acknowledgement lapsed", acknowledged, level("high", true), "open"],
    ["R5.1c", "it lapsed in triage", facts({ state: "triage", ...known }), level("high", true), "triage"],
    [
      "R5.1c",
      "fell to a level that was acknowledged",
      facts({ ...known, acknowledgedLevel: "middle" }),
      level("middle"),
      "acknowledged",
    ],
    ["R5.1b", "recovered", open, recovers, "recovered"],
    ["R5.1b", "recovered after an acknowledgement", acknowledged, recovers, "recovered"],
    ["R5.1e", "recovered in triage waits for a person", triage, recovers, "triage"],
    ["R5.1e", "firing again", recovered, again, "open"],
    ["R5.1e", "firing again in triage", triage, again, "triage"],
    ["R5.1a", "assigned", triage, { is: "assigned" }, "open"],
    [
      "R5.1a",
      "assigned when somebody had acknowledged it",
      facts({ state: "triage", ...known }),
      { is: "assigned" },
      "acknowledged",
    ],
    [
      "R5.1a",
      "assigned when it has recovered",
      facts({ state: "triage", recoveredAt: at(5) }),
      { is: "assigned" },
      "recovered",
    ],
    ["R5.1e", "closed", recovered, closes, "closed"],
    ["R5.1e", "closed by an operator in triage", triage, resolved, "closed"],
    [
      "R5.1e",
      "closed stays closed, whatever comes late",
      facts({ state: "closed", closedAt: at(9) }),
      recovers,
      "closed",
    ],
  ];
  it.each(table)("[%s] %s", (_id, _story, before, happened, after) => {
    expect(changeBy(before, happened).state).toBe(after);
  });
});

describe("a new occurrence", () => {
  it("[R5.1e] is covered by nothing that was said of the one before", () => {
    expect(changeBy(recovered, again)).toMatchObject({
      occurrence: 2,
      level: "low",
      recoveredAt: null,
      acknowledgedBy: null,
      acknowledgedAt: null,
      acknowledgedLevel: null,
    });
  });

  it("[R3.1a] has a clock of its own where one is due", () => {
    expect(changeBy(recovered, again)).toMatchObject({
      detectedAt: at(20),
      deadlineAt: at(35),
      sloOccurrence: 2,
    });
    expect(changeBy(recovered, { ...again, newClock: false } as Happened)).not.toHaveProperty("detectedAt");
  });

  it("[R3.1b] does not hide that the promise was broken", () => {
    const broken = facts({ recoveredAt: at(16), breachedAt: at(15) });
    expect(changeBy(broken, again)).not.toHaveProperty("detectedAt");
    expect(changeBy(broken, again)).not.toHaveProperty("breachedAt");
  });
});

describe("closing", () => {
  const after = (attention: string, happened: Happened) => changeBy(facts({ attention }), happened);

  it("[R5.1e] ends what operators should look at, by the word of the one who resolved it", () => {
    const word = { closedAt: at(30), attention: null, resolvedBy: "山田", resolvedReason: "対応しました" };
    expect(after("nobody-told", resolved)).toMatchObject(word);
  });

  it("[R5.1a] leaves in their queue what nobody of the customer heard of and what ended by itself", () => {
    expect(after("nobody-told", closes)).toMatchObject({ closedAt: at(30), attention: "nobody-told" });
    expect(after("slo-breach", closes)).toMatchObject({ closedAt: at(30), attention: null });
    expect(after("slo-breach", closes)).not.toHaveProperty("resolvedBy");
  });
});
