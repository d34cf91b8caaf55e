import { describe, expect, it } from "vitest";
import { checkRunbook, describeFault } from "./faults.ts";
import { testAct, testCheck, testTree } from "./testTree.ts";

const faultsOf = (given: unknown): string[] => (checkRunbook(given).faults ?? []).map(describeFault);

describe("what is refused as a runbook", () => {
  it("accepts a sound one unchanged", () => {
    const tree = testTree([testCheck(), testAct()]);
    expect(checkRunbook(JSON.parse(JSON.stringify(tree)))).toEqual({ runbook: tree, faults: null });
  });

  const minutes = (count: number) => testCheck({ title: "長い確認", withinSeconds: count * 60 });
  const table: [string, unknown, RegExp][] = [
    [
      "one that takes longer than 15 min",
      testTree([minutes(14)]),
      /^takes up to 18.2 min .* at most 15 min$/,
    ],
    [
      "one that gives the monitoring no time to see the recovery",
      testTree([testCheck()], { recoveryWaitSeconds: 120 }),
      /^recoveryWaitSeconds: waits 120 s for the alert to recover: a primary runbook waits at least 200 s/,
    ],
    [
      "one without a criterion at a branch",
      testTree([{ ...testCheck(), step: "when", title: "分岐", criterion: " ", yes: [testCheck()], no: [] }]),
      /^steps\[0\]\.criterion 「分岐」: /,
    ],
    [
      "a step without a bound",
      testTree([{ ...testCheck({ title: "いつまでも" }), withinSeconds: undefined as never }]),
      /^steps\[0\]\.withinSeconds 「いつまでも」: /,
    ],
    [
      "an act that changes something and says nothing of its undo",
      testTree([testAct({ title: "変更", undo: null, effect: { once: true } })]),
      /^steps\[0\] 「変更」: changes nothing, so say that it is repeatable; or say how it is undone/,
    ],
    [
      "a missing undo without a reason",
      testTree([testAct({ title: "変更", undo: { never: "" } })]),
      /^steps\[0\]\.undo.* 「変更」: /,
    ],
    [
      "a branch with no step in it, however deep",
      testTree([
        {
          ...testCheck(),
          step: "when",
          yes: [{ ...testCheck({ title: "深い分岐" }), step: "when", yes: [], no: [] }],
          no: [],
        },
      ]),
      /^steps\[0\]\.yes\[0\] 「深い分岐」: neither branch holds a step$/,
    ],
    [
      "a wait that looks once",
      testTree([{ ...testCheck({ title: "待つ" }), step: "wait", everySeconds: 10 }]),
      /looks each 10 s but waits only 10 s/,
    ],
    [
      "a parameter that is nowhere declared",
      testTree([testAct({ action: { kind: "command", argv: ["rm", { param: "path" }], asRoot: true } })]),
      /^params: no parameter is named path$/,
    ],
    [
      "one that is declared and used nowhere",
      testTree([testCheck()], { params: [{ name: "path", what: "場所", example: "/tmp" }] }),
      /^params: path is used nowhere$/,
    ],
    [
      "an output that is no pattern",
      testTree([
        testCheck({ probe: { kind: "command", argv: ["df"], asRoot: false, exits: [0], output: "(" } }),
      ]),
      /^steps\[0\] 「確認」: \/\(\/ is no regular expression$/,
    ],
    ["a malformed id", testTree([testCheck()], { id: "Mend It" }), /^id: /],
    ["one without steps", testTree([]), /^steps: /],
    [
      "a command of no words",
      testTree([testAct({ action: { kind: "command", argv: [], asRoot: false } })]),
      /argv/,
    ],
    ["what is no tree at all", "systemctl restart nginx", /expected object/],
  ];
  it.each(table)("[R2.6] refuses %s, with where and why", (_case, given, fault) => {
    const faults = faultsOf(given);
    expect(faults.some((one) => fault.test(one))).toBe(true);
  });

  it("[R2.6] says all that is wrong at once", () => {
    const tree = testTree([minutes(14), testAct({ undo: null, effect: { once: true } })]);
    expect(faultsOf(tree)).toHaveLength(2);
  });
});
