import { expect, it } from "vitest";
import { readCustomerFile } from "./file.ts";
import type { OfferedRunbook, OfferedRunbooks } from "./offeredRunbooks.ts";
import { found, marked, rule } from "./testFiles.ts";

const service = (given: object) => Object.keys(given).filter((key) => key !== "service");
const offered: OfferedRunbooks = new Map<string, OfferedRunbook>([
  [
    "restart-service",
    {
      kind: "primary",
      title: "再起動",
      params: [],
      mistakesIn: (given) => [
        ...("service" in (given as object) ? [] : [{ path: "service", message: "is missing" }]),
        ...service(given as object).map((path) => ({ path, message: "is no parameter of it" })),
      ],
    },
  ],
  ["collect-logs", { kind: "secondary", title: "ログの収集", params: [], mistakesIn: () => [] }],
]);

it.each<[string, string]>([
  [
    "firstResponse: { runbook: ▸restart, with: {} }",
    'no runbook is named "restart": expected one of restart-service',
  ],
  ["firstResponse: { runbook: ▸restart-service }", "restart-service: service is missing"],
  [
    "firstResponse: { runbook: restart-service, with: { service: nginx, force: ▸true } }",
    "restart-service: is no parameter of it",
  ],
  ["firstResponse: { runbook: ▸collect-logs }", "collect-logs is a secondary runbook"],
])("[R5.6] refuses %s", (line, message) => {
  const { text, at } = marked(rule(line));
  const { faults } = readCustomerFile(text, offered);
  expect(found(faults)).toEqual([expect.stringContaining(`${at}: ${message}`)]);
});

it("[R5.6] takes a first response that names a primary runbook with its parameters", () => {
  const { text } = marked(rule("firstResponse: { runbook: restart-service, with: { service: ▸nginx } }"));
  expect(readCustomerFile(text, offered).faults).toEqual([]);
});
