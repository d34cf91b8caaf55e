import { describe, expect, it } from "vitest";
import { checkRunbook } from "./faults.ts";
import { fillRunbook, placesOf } from "./fill.ts";
import { testAct, testTree } from "./testTree.ts";

const params = [{ name: "paths", what: "場所", example: "/a, /b" }];

describe("a list parameter", () => {
  const tree = testTree(
    [
      testAct({
        action: {
          kind: "command",
          argv: ["ls", "-l", { each: "paths" }, "--", { each: "paths" }],
          asRoot: true,
        },
      }),
      testAct({ action: { kind: "bundle", paths: [{ each: "paths" }], since: "1 day ago" } }),
    ],
    { params },
  );

  it("[R5.6] becomes one argument for each part, whatever the parts contain", () => {
    expect(checkRunbook(tree).faults).toBeNull();
    const filled = fillRunbook(tree, { params: { paths: "/a, $(rm)\n'/b'" }, target: {} });
    const each = ["/a", "$(rm)", "'/b'"];
    expect(filled.steps).toMatchObject([
      { action: { argv: ["ls", "-l", ...each, "--", ...each] } },
      { action: { paths: each } },
    ]);
    expect(placesOf(filled)).toEqual([]);
  });

  it("[R2.6] is not allowed in place of a single argument, and must be declared", () => {
    const asOne = testTree([
      testAct({ action: { kind: "bundle", paths: ["/a"], since: { each: "paths" } as never } }),
    ]);
    expect(checkRunbook(asOne).faults?.map(({ path }) => path)).toContain("steps[0].action.since");
    const undeclared = { ...tree, params: [] };
    expect(checkRunbook(undeclared).faults).toMatchObject([{ reason: "no parameter is named paths" }]);
  });
});
