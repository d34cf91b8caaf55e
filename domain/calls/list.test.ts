import { describe, expect, it } from "vitest";
import type { CallPlan } from "../customers/configuration.ts";
import {
  type Attempt,
  type AttemptResult,
  decideNextCalls,
  type ListState,
  type StopReason,
} from "./list.ts";
import { attempt, calling, nameOf, planOf } from "./testList.ts";

/** The decision in short: `ring 1/2` · `wait` · `end 1/2 (hang-up)` · `finish nobody`. */
function decide(plan: CallPlan, state: ListState): string {
  const decision = decideNextCalls(plan, state);
  switch (decision.next) {
    case "ring":
      return `ring ${decision.calls.map(nameOf).join(" ")}`;
    case "wait":
      return decision.end === null
        ? "wait"
        : `end ${decision.end.calls.map(nameOf).join(" ")} (${decision.end.how})`;
    case "finish":
      return `finish ${decision.result}`;
  }
}

const people = ["sato", "suzuki", "tanaka"];
const sequential = planOf({ mode: "sequential", list: people });
const simultaneous = planOf({ mode: "simultaneous", list: people });
/** How the calls of a round ended, in the list's order; null while under way. */
const round = (results: (AttemptResult | null)[], nth = 1): Attempt[] =>
  results.map((result, index) => attempt(people[index] as string, index + 1, result, { round: nth }));

describe("one after the other", () => {
  const table: [string, string, CallPlan, Attempt[], string][] = [
    ["R5.2.2b", "begins with the first", sequential, [], "ring 1/1"],
    ["R5.2.2b", "waits for the one under way", sequential, round([null]), "wait"],
    ["R5.2.2d", "goes on after a missed call", sequential, round(["missed"]), "ring 1/2"],
    ["R5.2.2d", "after a voicemail", sequential, round(["ignored"]), "ring 1/2"],
    ["R5.2.2b", "after a busy one", sequential, round(["busy"]), "ring 1/2"],
    ["R5.2.2b", "after one that could not be placed", sequential, round(["failed"]), "ring 1/2"],
    ["R5.2.2c", "after a skipped one", sequential, round(["skipped"]), "ring 1/2"],
    ["R5.2.2e", "ends after the last", sequential, round(["missed", "busy", "ignored"]), "finish nobody"],
    ["R5.2.2c", "all skipped", sequential, round(["skipped", "skipped", "skipped"]), "finish all-skipped"],
    [
      "R5.2.2c",
      "all skipped: no retry",
      { ...sequential, retries: 2 },
      round(["skipped", "skipped", "skipped"]),
      "finish all-skipped",
    ],
    [
      "R5.2.2d",
      "a retry, where one was not skipped",
      { ...sequential, retries: 1 },
      round(["skipped", "missed", "skipped"]),
      "ring 2/1",
    ],
    [
      "R5.2.2d",
      "the whole list again, also who did not take it",
      { ...sequential, retries: 1 },
      [...round(["missed", "missed", "missed"]), ...round(["ignored"], 2)],
      "ring 2/2",
    ],
    [
      "R5.2.2d",
      "no more rounds than ordered",
      { ...sequential, retries: 1 },
      [...round(["missed", "missed", "missed"]), ...round(["missed", "missed", "missed"], 2)],
      "finish nobody",
    ],
    [
      "R5.2.2e",
      "everyone skipped in the second round: the mail must not say that nobody was called",
      { ...sequential, retries: 2 },
      [...round(["missed", "missed", "missed"]), ...round(["skipped", "skipped", "skipped"], 2)],
      "finish nobody",
    ],
    ["RA2", "again where the provider never had the call", sequential, round(["absent"]), "ring 1/1'"],
    [
      "RA2",
      "but not a third time",
      sequential,
      [...round(["absent"]), attempt("sato", 1, "absent", { try: 2 })],
      "ring 1/2",
    ],
    [
      "RA2",
      "nor beside the second try",
      sequential,
      [...round(["absent"]), attempt("sato", 1, null, { try: 2 })],
      "wait",
    ],
    ["R5.2.2b", "a list of one", planOf({ list: ["sato"] }), round(["missed"]), "finish nobody"],
  ];
  it.each(table)("[%s] %s", (_id, _story, plan, attempts, decision) => {
    expect(decide(plan, calling(attempts))).toBe(decision);
  });
});

describe("all at once", () => {
  const table: [string, string, CallPlan, Attempt[], string][] = [
    ["R5.2.2b", "all numbers", simultaneous, [], "ring 1/1 1/2 1/3"],
    ["R5.2.2b", "waits while one is under way", simultaneous, round(["missed", null, "busy"]), "wait"],
    ["R5.2.2e", "nobody", simultaneous, round(["missed", "ignored", "busy"]), "finish nobody"],
    [
      "R5.2.2d",
      "the retry is all at once too",
      { ...simultaneous, retries: 1 },
      round(["missed", "ignored", "busy"]),
      "ring 2/1 2/2 2/3",
    ],
    [
      "RA2",
      "again only whom the provider never had",
      simultaneous,
      round([null, "absent", null]),
      "ring 1/2'",
    ],
    ["R5.2.2c", "all skipped", simultaneous, round(["skipped", "skipped", "skipped"]), "finish all-skipped"],
  ];
  it.each(table)("[%s] %s", (_id, _story, plan, attempts, decision) => {
    expect(decide(plan, calling(attempts))).toBe(decision);
  });
});

describe("stopping", () => {
  const won = { won: true };
  const [sato, suzuki, tanaka] = round([null, null, null]) as [Attempt, Attempt, Attempt];
  const asked = { endRequested: true };
  const table: [string, string, CallPlan, Attempt[], StopReason, string][] = [
    ["R5.2.2b", "the winner's call ends by itself", sequential, [{ ...sato, ...won }], "key", "wait"],
    ["R5.2.2b", "nobody below is called", sequential, round(["acknowledged"]), "key", "finish acknowledged"],
    ["R5.2.2f", "acknowledged while it rings: it ends by itself", sequential, [sato], "acknowledged", "wait"],
    ["R5.2.2f", "recovered while it rings: it ends by itself", sequential, [sato], "recovered", "wait"],
    [
      "R5.2.2f",
      "acknowledged: nobody is called any more",
      sequential,
      round(["missed"]),
      "acknowledged",
      "finish stopped",
    ],
    ["R5.2.2f", "recovered before the first call", sequential, [], "recovered", "finish stopped"],
    ["RA2", "not even again", sequential, round(["absent"]), "recovered", "finish stopped"],
    ["R5.1e", "resolved by an operator", sequential, round(["missed"]), "closed", "finish stopped"],
    [
      "R5.2.2b",
      "key 1 ends all others, answered or not",
      simultaneous,
      [{ ...sato, ...won }, suzuki, tanaka],
      "key",
      "end 1/2 1/3 (hang-up)",
    ],
    [
      "R5.2.2f",
      "an acknowledgement ends those that only ring",
      simultaneous,
      [sato, suzuki, tanaka],
      "acknowledged",
      "end 1/1 1/2 1/3 (if-ringing)",
    ],
    [
      "R5.2.2f",
      "so does a recovery",
      simultaneous,
      round(["missed", null]),
      "recovered",
      "end 1/2 (if-ringing)",
    ],
    [
      "R5.2.2f",
      "each is asked to end once",
      simultaneous,
      [{ ...sato, ...won }, { ...suzuki, ...asked }, tanaka],
      "key",
      "end 1/3 (hang-up)",
    ],
    [
      "R5.2.2b",
      "waits until all have ended",
      simultaneous,
      [
        { ...sato, ...won },
        { ...suzuki, ...asked },
      ],
      "key",
      "wait",
    ],
    [
      "R5.2.2b",
      "acknowledged",
      simultaneous,
      round(["acknowledged", "aborted", "missed"]),
      "key",
      "finish acknowledged",
    ],
  ];
  it.each(table)("[%s] %s", (_id, _story, plan, attempts, stopped, decision) => {
    expect(decide(plan, calling(attempts, stopped))).toBe(decision);
  });
});
