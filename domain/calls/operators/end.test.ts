import { describe, expect, it } from "vitest";
import { worded } from "../../testWorded.ts";
import { type OperatorCallFact, operatorCallEnd } from "./end.ts";

/** `leg ringing`, `key 1`, `ringing` (the operator's own telephone). */
function facts(...said: string[]): OperatorCallFact[] {
  const kinds = { leg: "leg-status", key: "key" } as const;
  return said.map((words) => {
    const [first = "", second] = words.split(" ");
    return second === undefined
      ? { kind: "status", value: first }
      : { kind: kinds[first as keyof typeof kinds], value: second };
  });
}

const connected = ["ringing", "in-progress", "key 1"];

describe("what became of an operator's call", () => {
  const table: [string, string[], object][] = [
    ["nothing is known yet", [], { state: "ringing" }],
    ["the operator answered", ["ringing", "in-progress"], { state: "ringing" }],
    ["the contact's phone rings", [...connected, "leg ringing"], { state: "ringing" }],
    ["they talk", [...connected, "leg ringing", "leg in-progress"], { state: "talking" }],
    ["they talked", [...connected, "leg in-progress", "leg completed"], { state: "ended", result: null }],
    ["they talk, the operator hung up", [...connected, "leg in-progress", "completed"], { result: null }],
    ["nobody answered the contact's phone", [...connected, "leg no-answer"], { result: "no-answer" }],
    ["the contact was on the phone", [...connected, "leg busy"], { result: "busy" }],
    ["the contact's phone is out of reach", [...connected, "leg failed"], { result: "failed" }],
    ["the operator gave up", [...connected, "leg ringing", "completed"], { result: "no-answer" }],
    ["the operator hung up, the leg is unknown", [...connected, "completed"], { state: "no-word" }],
    [
      "no key",
      ["in-progress", "completed"],
      { result: "failed", reason: expect.stringMatching(/つなぐ操作がありません/) },
    ],
    [
      "another key",
      ["in-progress", "key 5", "completed"],
      { result: "failed", reason: expect.stringMatching(/つなぐ操作/) },
    ],
    [
      "the operator did not answer",
      ["ringing", "no-answer"],
      { result: "failed", reason: expect.stringMatching(/応答がありません/) },
    ],
    ["the operator was on the phone", ["busy"], { result: "failed", reason: expect.stringMatching(/話中/) }],
    [
      "the operator's phone is out of reach",
      ["failed"],
      { result: "failed", reason: expect.stringMatching(/発信できません/) },
    ],
  ];
  it.each(table)("[R5.3.2] %s", (_story, said, expected) => {
    for (const order of [said, said.toReversed(), [...said, ...said]]) {
      expect(worded(operatorCallEnd(facts(...order)))).toMatchObject(expected);
    }
  });
});
