import { expect, it } from "vitest";
import { actions, declarationOf, pathOf } from "./table.ts";

it.each(["path", "key"])("no two actions share their %s", (what) => {
  const shared = actions.map((action) =>
    what === "path" ? pathOf(action) : declarationOf(action).button?.key,
  );
  const given = shared.filter((one) => one !== undefined);
  expect(new Set(given).size).toBe(given.length);
});

it("the words of an action for the Temporal UI show each field that it must have", () => {
  for (const action of actions) {
    const { fields, words } = declarationOf(action);
    const needed = Object.keys(fields).filter((name) => fields[name]!.isOptional === undefined);
    for (const name of ["by", ...needed]) expect(words.temporal).toContain(`"${name}":`);
  }
});
