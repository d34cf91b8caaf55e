import { expect, it } from "vitest";
import { checkTemplate, renderTemplate, type TemplateValues } from "./template.ts";

const values: TemplateValues = {
  event: "発生",
  node: "web01",
  alarm: "HTTP",
  level: "高",
  value: "",
  log: "{{ node }} <b>",
  system: "ECサイト",
  customer: "株式会社アクメ",
  firstOccurredAt: "2026-11-22 03:12:00",
  detectedAt: "2026-11-22 03:12:04",
  incident: "7",
};

it("[R5.2.1] renders a customer's own text, and what tools say as they said it", () => {
  const source =
    "【{{ node }}】{% if value != '' %}{{ value }}{% else %}-{% endif %} {{ log }} {{ level | append: '!' }}";
  expect(checkTemplate(source)).toEqual([]);
  expect(renderTemplate(source, values)).toBe("【web01】- {{ node }} <b> 高!");
});

it.each([
  ["{{ node", "not closed"],
  ["{% if node %}", "not closed"],
  ["{% iff node %}", 'tag "iff" not found'],
  ["{{ node | shout }}", "undefined filter: shout"],
  ["{{ nodes }} {{ secret.key }}", 'unknown variable "nodes"'],
  ["{% assign x = 1 %}{{ y }}", 'unknown variable "y"'],
  ["{% include '/etc/passwd' %}", "ENOENT"],
  ["{{ node.length.deep }}", "undefined variable"],
  ["{% for i in (1..100000000) %}x{% endfor %}", "limit exceeded"],
])("[R5.2.1] refuses %s at import", (source, fault) => {
  expect(checkTemplate(source).join()).toContain(fault);
});

it("[R5.2.1] names every unknown variable", () => {
  expect(checkTemplate("{{ nodes }} {{ servre }}")).toHaveLength(2);
});
