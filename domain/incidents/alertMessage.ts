import { type Alert, comparableTime, isUnreadable, type SourceKind } from "../alerts/alert.ts";
import { timeBand } from "../customers/calendar/timeBand.ts";
import type { CustomerConfiguration, Rule, TimeBand } from "../customers/configuration.ts";
import { matchRule, systemOfNode } from "../customers/rules.ts";
import { type Handling, handlingOf } from "./handling.ts";
import type { AlertMessage } from "./state.ts";

/** An alert as it was accepted. */
export type AcceptedAlert = Pick<
  Alert,
  "node" | "alarm" | "level" | "system" | "details" | "status" | "series" | "occurredAt" | "startedAt"
> & { kind: SourceKind; acceptedAt: Date };

/** What operators decided of the key in triage (R5.1a): the rule's name; null where they decided nothing. */
export type AssignedRule = string | null;

/** An alert as its workflow hears of it; another rule than the incident's own comes with its handling (R5.1c). */
export function alertMessage(
  alert: AcceptedAlert & { id: number; sequence: number | null },
  incident: { number: number; rule: string | null; system: string | null },
  configuration: CustomerConfiguration | null,
  assigned: AssignedRule,
): AlertMessage {
  return {
    incident: incident.number,
    sequence: alert.sequence as number,
    alert: alert.id,
    status: alert.status,
    level: alert.level,
    series: alert.series,
    occurredAt: comparableTime(alert)?.getTime() ?? null,
    startedAt: alert.startedAt?.getTime() ?? null,
    acceptedAt: alert.acceptedAt.getTime(),
    handling: alert.status === "firing" ? otherHandling(alert, incident, configuration, assigned) : null,
  };
}

function otherHandling(
  alert: AcceptedAlert,
  incident: { rule: string | null; system: string | null },
  configuration: CustomerConfiguration | null,
  assigned: AssignedRule,
): Handling | null {
  const rule = ruleFor(configuration, alert, incident.system, assigned);
  if (rule === null || rule.name === incident.rule) return null;
  return handlingOf(rule, bandAt(configuration, alert.acceptedAt));
}

/** An assigned rule goes before those that match, until it is retired; null: people must look at it first. */
export function ruleFor(
  configuration: CustomerConfiguration | null,
  alert: AcceptedAlert,
  system: string | null,
  assigned: AssignedRule,
): Rule | null {
  if (configuration === null) return null;
  const chosen = configuration.rules.find((rule) => rule.name === assigned);
  if (chosen !== undefined) return chosen;
  if (isUnreadable(alert)) return null;
  const { node, alarm, level } = alert;
  const seen = { system: system ?? systemOf(configuration, alert), node, alarm, level };
  return matchRule(configuration, seen, bandAt(configuration, alert.acceptedAt));
}

export function bandAt(configuration: CustomerConfiguration | null, at: Date): TimeBand {
  if (configuration === null) return "afterHours";
  return timeBand(configuration.calendar, configuration.timezone, at);
}

/** An alert without a system takes that of the one target with its node's name or host (contract "Fields"). */
export const systemOf = (
  configuration: CustomerConfiguration | null,
  { system, node }: Pick<Alert, "system" | "node">,
): string | null => system ?? (configuration === null ? null : systemOfNode(configuration, node));
