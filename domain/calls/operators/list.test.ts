import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { say } from "../../say.ts";
import { worded } from "../../testWorded.ts";
import {
  type OperatorCalls,
  type ResultDecision,
  recordResult,
  reopened,
  viewOperatorCalls,
} from "./list.ts";
import { callResults } from "./result.ts";

const calls = (...list: string[]): OperatorCalls => ({
  list,
  band: "afterHours",
  results: [],
  stopped: null,
  mailTo: [],
});
const take = (
  before: OperatorCalls,
  contact: string,
  result: (typeof callResults)[number],
): OperatorCalls => {
  const decision = recordResult(before, contact, result, "山田");
  if (!decision.take) throw new Error(say(decision.reason));
  return decision.calls;
};
const inEnglish = (decision: ResultDecision): string => (decision.take ? "" : say(decision.reason, "en"));

describe("an operators' call list", () => {
  it("[R5.3.2] goes through the list in order, and a second time", () => {
    let now = calls("sato", "suzuki");
    const seen: string[] = [];
    while (viewOperatorCalls(now).state === "running") {
      const { next, round } = viewOperatorCalls(now);
      seen.push(`${round} ${next}`);
      now = take(now, next ?? "", "no-answer");
    }
    expect(seen).toEqual(["1 sato", "1 suzuki", "2 sato", "2 suzuki"]);
    expect(viewOperatorCalls(now)).toMatchObject({ state: "exhausted", round: 2, next: null });
  });

  it("[R5.3.2] ends with the first person reached", () => {
    const reached = take(calls("sato", "suzuki"), "sato", "reached");
    expect(viewOperatorCalls(reached)).toMatchObject({ state: "reached", next: null });
    expect(worded(recordResult(reached, "suzuki", "reached", "田中"))).toMatchObject({
      take: false,
      code: "call_list_ended",
      reason: "山田がすでに連絡できたため、有人架電は終了しています",
    });
  });

  it("[R5.3.2] accepts a call out of turn, and goes on with the remaining people", () => {
    const now = take(calls("sato", "suzuki", "ito"), "suzuki", "busy");
    expect(viewOperatorCalls(now)).toMatchObject({ round: 1, next: "sato" });
    expect(viewOperatorCalls(take(now, "sato", "busy"))).toMatchObject({ round: 1, next: "ito" });
  });

  it("[RA3] names who was first, and knows nobody from outside the list", () => {
    const now = take(calls("sato", "suzuki"), "sato", "voicemail");
    expect(worded(recordResult(now, "sato", "reached", "田中"))).toMatchObject({
      code: "already_recorded",
      reason: "1巡目の結果は山田が記録済みです",
    });
    expect(recordResult(now, "tanaka", "reached", "田中")).toMatchObject({ code: "not_on_list" });
  });

  it.each([
    ["recovered", "復旧のため、有人架電は終了しています", "the incident has recovered"],
    ["acknowledged", "対応確認のため、有人架電は終了しています", "the incident was acknowledged"],
    ["resolved", "対応完了のため、有人架電は終了しています", "the incident was resolved"],
  ] as const)("[R5.3.2] %s stops it", (stopped, words, english) => {
    const now = { ...calls("sato"), stopped };
    expect(viewOperatorCalls(now)).toMatchObject({ state: "stopped", next: null });
    const refused = recordResult(now, "sato", "reached", "田中");
    expect(worded(refused)).toMatchObject({ code: "call_list_ended", reason: words });
    expect(inEnglish(refused)).toBe(`The operators' calls are over: ${english}`);
  });

  it("[RA3] says it in English too", () => {
    const voicemail = take(calls("sato", "suzuki"), "sato", "voicemail");
    const reached = take(voicemail, "suzuki", "reached");
    const exhausted = take(take(calls("sato"), "sato", "busy"), "sato", "busy");
    expect(
      [
        recordResult(voicemail, "sato", "reached", "田中"),
        recordResult(voicemail, "tanaka", "reached", "田中"),
        recordResult(reached, "sato", "reached", "田中"),
        recordResult(exhausted, "sato", "reached", "田中"),
      ].map(inEnglish),
    ).toEqual([
      "山田 has recorded the result of round 1 already",
      "This contact is not on the call list",
      "The operators' calls are over: 山田 has reached somebody already",
      "Both rounds of the operators' calls are over",
    ]);
  });

  it("[R5.3.2] for all results, nobody is called more than twice, and the first reach ends it", () => {
    const people = ["a", "b", "c", "d", "e"];
    const attempt = fc.tuple(fc.constantFrom(...people, "stranger"), fc.constantFrom(...callResults));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.array(attempt, { maxLength: 30 }), (size, attempts) => {
        let now = calls(...people.slice(0, size));
        for (const [contact, result] of attempts) {
          const decision = recordResult(now, contact, result, "山田");
          if (decision.take) now = decision.calls;
        }
        for (const contact of people)
          expect(now.results.filter((one) => one.contact === contact).length).toBeLessThanOrEqual(2);
        const reached = now.results.findIndex((one) => one.result === "reached");
        expect(reached === -1 || reached === now.results.length - 1).toBe(true);
        expect(viewOperatorCalls(now).next === null).toBe(viewOperatorCalls(now).state !== "running");
      }),
    );
  });
});

describe("the acknowledgement that ended it has lapsed", () => {
  const running = (results: OperatorCalls["results"], stopped: OperatorCalls["stopped"]): OperatorCalls => ({
    list: ["sato", "suzuki"],
    band: "businessHours",
    results,
    stopped,
    mailTo: [],
  });
  const missed = { contact: "sato", round: 1, result: "no-answer" as const, by: "山田" };

  it("[R5.1c] [R5.3.2] a stopped list goes on from its place", () => {
    const again = reopened(running([missed], "acknowledged"));
    expect(again && viewOperatorCalls(again)).toMatchObject({ state: "running", round: 1, next: "suzuki" });
  });

  it("[R5.1c] [R5.3.2] a list that reached somebody begins again", () => {
    const again = reopened(running([missed, { ...missed, contact: "suzuki", result: "reached" }], null));
    expect(again && viewOperatorCalls(again)).toMatchObject({ state: "running", round: 1, next: "sato" });
  });

  it.each(["recovered", "resolved", null] as const)("[R5.3.2] stopped by %s it stays as it is", (stopped) => {
    expect(reopened(running([missed], stopped))).toBeNull();
  });
});
