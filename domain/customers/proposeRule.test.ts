import { expect, it } from "vitest";
import { parse } from "yaml";
import { unknownNode } from "../alerts/alert.ts";
import { proposeRule } from "./proposeRule.ts";

const alarm = { system: "shop", node: "web01", alarm: 'disk "/" full: 95%', level: "high" as const };

it("[R5.1a] is a rule that a customer file accepts and that matches only this alarm", () => {
  expect(parse(proposeRule(alarm, null))).toEqual([
    {
      name: 'web01 disk "/" full: 95%',
      match: { system: "shop", node: "web01", alarm: 'disk "/" full: 95%', level: ["high"] },
      notify: { mail: { to: [] } },
    },
  ]);
});

it("[R5.1a] names no system if none is known", () => {
  expect(parse(proposeRule({ ...alarm, system: null }, "web down"))).toEqual([
    {
      name: 'web01 disk "/" full: 95%',
      match: { node: "web01", alarm: 'disk "/" full: 95%', level: ["high"] },
    },
  ]);
});

it("[R5.1a] neither names nor matches a node if the alert had none", () => {
  expect(parse(proposeRule({ ...alarm, node: unknownNode }, null))).toEqual([
    {
      name: 'disk "/" full: 95%',
      match: { system: "shop", alarm: 'disk "/" full: 95%', level: ["high"] },
      notify: { mail: { to: [] } },
    },
  ]);
});

it.each([
  [null, "# 通知先を記入してください", "# fill in who is told"],
  ["web down", "# 通知先は「web down」と同じにしてください", '# tell the same people as "web down"'],
])("[R5.1a] says what is left to fill in: %s", (chosen, japanese, english) => {
  expect(proposeRule(alarm, chosen)).toContain(japanese);
  expect(proposeRule(alarm, chosen, "en")).toContain(english);
});
