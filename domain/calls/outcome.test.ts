import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sayOrNull } from "../say.ts";
import {
  type CallFact,
  type CallOutcome,
  callEnd,
  type HowToEnd,
  isFinalStatus,
  keyMeaning,
} from "./outcome.ts";

const status = (value: string): CallFact => ({ kind: "status", value, wins: false });
const key = (value: string): CallFact => ({ kind: "key", value, wins: false });
const winningOne: CallFact = { kind: "key", value: "1", wins: true };
const answered = [status("queued"), status("ringing"), status("in-progress")];

describe("how a call ended", () => {
  type Row = [id: string, story: string, CallFact[], HowToEnd | null, CallOutcome, string | null];
  const table: Row[] = [
    ["R5.2.2a", "1 was pressed", [...answered, winningOne, status("completed")], null, "acknowledged", null],
    ["R5.2.2a", "hung up without 1", [...answered, status("completed")], null, "ignored", "留守番電話"],
    ["R5.2.2a", "*", [...answered, key("*"), status("completed")], null, "ignored", "*で"],
    [
      "R5.2.2a",
      "asked to repeat, then hung up",
      [...answered, key("3"), status("completed")],
      null,
      "ignored",
      "1が押されないまま",
    ],
    ["R5.2.2d", "nobody answered", [status("ringing"), status("no-answer")], null, "missed", null],
    ["R5.2.2a", "busy", [status("busy")], null, "busy", null],
    ["R5.2.2a", "the provider could not place it", [status("failed")], null, "failed", "発信できません"],
    ["R5.2.2a", "canceled by the provider", [status("canceled")], null, "missed", null],
    [
      "R5.2.2b",
      "ended while it rang",
      [status("ringing"), status("canceled")],
      "hang-up",
      "aborted",
      "こちらから",
    ],
    [
      "R5.2.2b",
      "ended while it was talked in",
      [...answered, status("completed")],
      "hang-up",
      "aborted",
      "こちらから",
    ],
    [
      "R5.2.2b",
      "1, but somebody was first",
      [...answered, key("1"), status("completed")],
      null,
      "ignored",
      "別の方",
    ],
    [
      "R5.2.2b",
      "1 as the second one, then ended by us",
      [...answered, key("1"), status("completed")],
      "hang-up",
      "ignored",
      "別の方",
    ],
    [
      "R5.2.2b",
      "1 won although its end was asked for",
      [...answered, winningOne, status("completed")],
      "hang-up",
      "acknowledged",
      null,
    ],
    [
      "R5.2.2f",
      "only ringing ones are ended: canceled",
      [status("ringing"), status("canceled")],
      "if-ringing",
      "aborted",
      "こちらから",
    ],
    [
      "R5.2.2f",
      "only ringing ones are ended: it was answered and finished",
      [...answered, status("completed")],
      "if-ringing",
      "ignored",
      "1が押されないまま",
    ],
    ["R5.2.2f", "rang out before it could be ended", [status("no-answer")], "hang-up", "missed", null],
    ["R5.2.2f", "busy before it could be ended", [status("busy")], "hang-up", "busy", null],
  ];
  it.each(table)("[%s] %s", (_id, _story, facts, endRequested, outcome, reason) => {
    const end = callEnd(facts, endRequested);
    expect(end).toMatchObject({ ended: true, outcome });
    const said = sayOrNull(end.ended ? end.reason : null, "ja");
    if (reason === null) expect(said).toBeNull();
    else expect(said).toContain(reason);
  });

  it.each([
    ["nothing was said", [], false],
    ["it rings", [status("initiated"), status("ringing")], false],
    ["it was answered", answered, true],
    ["a key was pressed before any callback", [key("3")], true],
  ])("[R5.2.2a] has not ended: %s", (_story, facts, picked) => {
    expect(callEnd(facts, null)).toEqual({ ended: false, answered: picked });
  });
});

const statuses = [
  "queued",
  "initiated",
  "ringing",
  "in-progress",
  "completed",
  "busy",
  "failed",
  "no-answer",
  "canceled",
];
const fact = fc.oneof(
  fc.constantFrom(...statuses).map(status),
  fc.constantFrom("1", "2", "3", "*", "#", "0").map(key),
  fc.constant(winningOne),
);
const howToEnd = fc.constantFrom<HowToEnd | null>(null, "hang-up", "if-ringing");

it("[R5.2.2a] does not depend on the order or the number of the facts", () => {
  const mixed = fc
    .array(fact, { minLength: 1 })
    .chain((facts) =>
      fc.tuple(
        fc.constant(facts),
        fc.shuffledSubarray(facts, { minLength: facts.length }),
        fc.array(fc.constantFrom(...facts)),
      ),
    );
  fc.assert(
    fc.property(mixed, howToEnd, ([facts, shuffled, copies], how) => {
      expect(callEnd([...copies, ...shuffled], how)).toEqual(callEnd(facts, how));
    }),
  );
});

it("[R5.2.2a] is an acknowledgement exactly if a 1 won, and ends exactly with a final status", () => {
  fc.assert(
    fc.property(fc.array(fact), howToEnd, (facts, how) => {
      const end = callEnd(facts, how);
      expect(end.ended).toBe(facts.some(({ kind, value }) => kind === "status" && isFinalStatus(value)));
      if (end.ended) expect(end.outcome === "acknowledged").toBe(facts.some(({ wins }) => wins));
    }),
  );
});

it("[R5.2.2f] is never aborted unless we asked for its end", () => {
  fc.assert(
    fc.property(fc.array(fact), (facts) => {
      expect(callEnd(facts, null)).not.toMatchObject({ outcome: "aborted" });
    }),
  );
});

it.each([..."0123456789*#"])("[R5.2.2a] key %s", (digit) => {
  expect(keyMeaning(digit)).toBe(digit === "1" ? "accept" : digit === "*" ? "hang-up" : "repeat");
});
