import { expect, it } from "vitest";
import { parse } from "yaml";
import { proposeRule } from "./proposeRule.ts";

const alarm = { system: "shop", node: "web01", alarm: 'disk "/" full: 95%', level: "high" as const };

it("[R5.1a] is a rule that a customer file takes, matching just this alarm", () => {
  expect(parse(proposeRule(alarm, null))).toEqual([
    {
      name: 'web01 disk "/" full: 95%',
      match: { system: "shop", node: "web01", alarm: 'disk "/" full: 95%', level: ["high"] },
      notify: { mail: { to: [] } },
    },
  ]);
});

it("[R5.1a] names no system where none is known", () => {
  expect(parse(proposeRule({ ...alarm, system: null }, "web down"))).toEqual([
    {
      name: 'web01 disk "/" full: 95%',
      match: { node: "web01", alarm: 'disk "/" full: 95%', level: ["high"] },
    },
  ]);
});
