import { describe, expect, it } from "vitest";
import { readCustomerFile } from "../customers/file.ts";
import { fileWith } from "../customers/testFiles.ts";
import { alertLeadsTo, ruleOrders } from "./leadsTo.ts";

const { configuration } = readCustomerFile(
  fileWith(`
systems: { shop: { name: 通販, targets: { web01: { host: 192.0.2.10 } } } }
rules:
  - { name: shop by day, match: { system: shop, time: businessHours }, notify: { mail: { to: [sato] } } }
  - { name: watched, match: { alarm: "disk*" } }
  - { name: all, match: {}, notify: { mail: { to: [sato] } } }
`),
);
const acme = configuration!;
const monday = new Date("2026-11-30T03:00:00Z");
const night = new Date("2026-11-30T17:00:00Z");
const alert = {
  node: "web01",
  alarm: "HTTP",
  level: "high" as const,
  system: null,
  kind: "alertmanager" as const,
  details: {},
};
const leads = (
  said: Partial<typeof alert>,
  at = monday,
  assigned: string | null = null,
  of: typeof acme | null = acme,
) => {
  const { rule, handling, ...rest } = alertLeadsTo(of, { ...alert, ...said }, at, assigned);
  return { ...rest, rule: rule?.name ?? null, triage: handling.operators === "triage" };
};

describe("an alert", () => {
  it("[R5.1a] leads to the first rule that matches its node's system and the time", () => {
    const matched = { system: "shop", triage: false, reason: "rule-matched" };
    expect(leads({})).toEqual({ ...matched, band: "businessHours", rule: "shop by day" });
    expect(leads({}, night)).toEqual({ ...matched, band: "afterHours", rule: "all" });
  });

  it("[R5.1a] leads to triage if its rule tells nobody, or its customer is unknown", () => {
    expect(leads({ node: "db01", alarm: "disk full" })).toMatchObject({ rule: "watched", triage: true });
    expect(leads({}, monday, null, null)).toEqual({
      system: null,
      band: "afterHours",
      rule: null,
      triage: true,
      reason: "customer-unknown",
    });
  });

  it("[R5.1a] leads to triage if it could not be read, until operators assign its key", () => {
    const unreadable = { details: { unreadable: ["labels.rack expected a text"] } };
    expect(leads(unreadable)).toMatchObject({ rule: null, triage: true, reason: "alert-unreadable" });
    expect(leads(unreadable, monday, "all")).toMatchObject({ rule: "all", reason: "rule-assigned" });
  });

  it("[R5.1a] leads to the rule that operators assigned, as long as the file has it", () => {
    expect(leads({}, monday, "all")).toMatchObject({ rule: "all", reason: "rule-assigned" });
    expect(leads({}, monday, "retired")).toMatchObject({ rule: "shop by day", reason: "rule-matched" });
  });
});

it("[R5.1b] an incident keeps what its own rule ordered at detection", () => {
  expect(ruleOrders(acme, "all", monday)).toMatchObject({ rule: "all", mailTo: ["sato"], operators: null });
  expect(ruleOrders(acme, null, monday).operators).toBe("triage");
  expect(ruleOrders(null, "all", monday).operators).toBe("triage");
});
