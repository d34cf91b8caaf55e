import { expect, it } from "vitest";
import { type Capability, capabilities, type Plan, planIncludes } from "./plan.ts";

const table: [Plan, Capability[]][] = [
  ["basic", []],
  ["standard", ["primaryResponse", "monthlyReport"]],
  ["professional", ["primaryResponse", "secondaryResponse", "monthlyReport"]],
  ["full", ["primaryResponse", "secondaryResponse", "periodicWork", "requestedWork", "monthlyReport"]],
];
it.each(table)("[R1.5a] what plan %s includes", (plan, included) => {
  expect(capabilities.filter((capability) => planIncludes(plan, capability))).toEqual(included);
});
