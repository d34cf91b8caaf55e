import { type Alert, isUnreadable, type SourceKind } from "../alerts/alert.ts";
import { timeBand } from "../customers/calendar/timeBand.ts";
import type { CustomerConfiguration, Rule, TimeBand } from "../customers/configuration.ts";
import { type MatchedAlert, matchRule, systemOfNode } from "../customers/rules.ts";
import { type Handling, handlingOf } from "./handling.ts";

/** What an alert leads to under a customer's file, and why (R5.1a). */
export type Consequence = Ruled | Unruled;

interface WhateverTheRule {
  /** The alert's own system, or else that of the one target with its node's name or host (contract "Fields"). */
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

/** The name of the rule that operators assigned to the key in triage (R5.1a); null if they assigned none. */
export type AssignedRule = string | null;

/**
 * Decides what an alert at that moment leads to. Nothing else decides this; `ruledBy` is the part that asks the
 * rules.
 */
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

/** An assigned rule precedes those that match, as long as the file has it. */
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

/** What the named rule orders for an incident detected then; without a rule, the incident is in triage. */
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
