import { type Alert, isUnreadable, type SourceKind } from "../alerts/alert.ts";
import { timeBand } from "../customers/calendar/timeBand.ts";
import type { CustomerConfiguration, Rule, TimeBand } from "../customers/configuration.ts";
import { type MatchedAlert, matchRule, systemOfNode } from "../customers/rules.ts";
import { type Handling, handlingOf } from "./handling.ts";

/** What an alert leads to under a customer's file, and why (R5.1a). */
export type Consequence = Ruled | Unruled;

interface WhateverTheRule {
  /** That of the one target with its node's name or host, where the alert names none (contract "Fields"). */
  system: string | null;
  band: TimeBand;
  handling: Handling;
}

export interface Ruled extends WhateverTheRule {
  rule: Rule;
  reason: "rule-matched" | "rule-assigned";
}

/** People must look at it first. */
export interface Unruled extends WhateverTheRule {
  rule: null;
  reason: "customer-unknown" | "alert-unreadable";
}

/** What operators decided of the key in triage (R5.1a): the rule's name; null where they decided nothing. */
export type AssignedRule = string | null;

/** The one place where it is worked out what an alert of that moment leads to; `ruledBy` is its part that asks the rules. */
export function alertLeadsTo(
  configuration: CustomerConfiguration | null,
  alert: MatchedAlert & { kind: SourceKind; details: Alert["details"] },
  at: Date,
  assigned: AssignedRule,
): Consequence {
  if (configuration === null) {
    const band = "afterHours";
    return {
      system: alert.system,
      band,
      rule: null,
      handling: handlingOf(null, band),
      reason: "customer-unknown",
    };
  }
  const ruled = ruledBy(configuration, alert, at, assigned);
  if (ruled.reason === "rule-assigned" || !isUnreadable(alert)) return ruled;
  return { ...ruled, rule: null, handling: handlingOf(null, ruled.band), reason: "alert-unreadable" };
}

/** An assigned rule goes before those that match, as long as the file has it. */
export function ruledBy(
  configuration: CustomerConfiguration,
  alert: MatchedAlert,
  at: Date,
  assigned: AssignedRule,
): Ruled {
  const { calendar, timezone, rules } = configuration;
  const system = alert.system ?? systemOfNode(configuration, alert.node);
  const band = timeBand(calendar, timezone, at);
  const chosen = rules.find(({ name }) => name === assigned);
  const rule = chosen ?? matchRule(configuration, { ...alert, system }, band);
  const reason = chosen === undefined ? "rule-matched" : "rule-assigned";
  return { system, band, rule, handling: handlingOf(rule, band), reason };
}

/** What its rule orders for an incident detected then; without one it is in triage. */
export function ruleOrders(
  configuration: CustomerConfiguration | null,
  rule: string | null,
  detectedAt: Date,
): Handling {
  if (configuration === null) return handlingOf(null, "afterHours");
  const { calendar, timezone, rules } = configuration;
  const found = rules.find(({ name }) => name === rule) ?? null;
  return handlingOf(found, timeBand(calendar, timezone, detectedAt));
}
